// Words that stand over columns in the lists of mills, farms and their programs, in the languages of the application.
import type { ColumnKey } from '../kind/kinds.ts';

/** Folded (see fold.ts); the first language that fits is as good as any. */
export const headingWords: Readonly<Partial<Record<ColumnKey, readonly string[]>>> = {
  run: words(
    'run|run no|run number|batch run|job|job no|production order|order|auftrag|charge nr|lauf|produktionsauftrag|ordre|ordre de fabrication|passage|lavorazione|commessa|ordine|orden|orden de produccion|proceso no|ordem|ordem de producao|is emri|parti no|تشغيلة|امر انتاج|रन|उत्पादन आदेश|রান|উৎপাদন আদেশ|批次|生产单|工单',
  ),
  day: words(
    'date|day|on|production date|ship date|shipping date|delivery date|datum|tag|am|jour|le|data|giorno|fecha|dia|tarih|gun|تاريخ|التاريخ|اليوم|तारीख|दिनांक|তারিখ|দিন|日期|日',
  ),
  site: words(
    'site|place|facility|location|plant|mill|factory|farm|gin|from site|to site|gln|standort|ort|werk|betrieb|lieu|usine|etablissement|ferme|luogo|sede|stabilimento|lugar|planta|fabrica|sitio|local|unidade|yer|tesis|isletme|موقع|المكان|المصنع|स्थान|इकाई|কারখানা|স্থান|地点|工厂|场所',
  ),
  process: words(
    'process|step|operation|processtype|process type|prozess|verfahren|schritt|procede|etape|processo|fase|lavorazione tipo|proceso|etapa|islem|proses|عملية|प्रक्रिया|প্রক্রিয়া|工序|流程',
  ),
  product: words(
    'product|article|item|material|gtin|product name|sku|style|produkt|artikel|ware|produit|article no|prodotto|articolo|producto|articulo|produto|artigo|urun|malzeme|منتج|المنتج|المادة|उत्पाद|सामग्री|পণ্য|产品|品名|物料',
  ),
  lot: words(
    'lot|lot no|lot number|batch|batch no|batch number|charge|los|losnummer|partie|lotto|numero lotto|lote|numero de lote|parti|lot numarasi|دفعة|رقم الدفعة|लॉट|लॉट नंबर|लाट|লট|লট নম্বর|批号|批次号',
  ),
  amount: words(
    'amount|quantity|qty|weight|net weight|kg|kgs|net kg|menge|gewicht|nettogewicht|quantite|poids|poids net|quantita|peso|peso netto|cantidad|peso neto|quantidade|peso liquido|miktar|agirlik|كمية|الكمية|الوزن|मात्रा|वज़न|वजन|পরিমাণ|ওজন|数量|重量|净重',
  ),
  unit: words(
    'unit|uom|unit of measure|einheit|me|unite|unita|um|unidad|unidade|birim|وحدة|الوحدة|इकाई माप|यूनिट|একক|单位',
  ),
  inLot: words(
    'input lot|lot in|from lot|input batch|lot used|eingangscharge|lot entrant|lotto in ingresso|lote de entrada|lote entrada|giren lot|girdi lotu|الدفعة الداخلة|इनपुट लॉट|ইনপুট লট|投入批号',
  ),
  inAmount: words(
    'input amount|amount in|input qty|input quantity|input weight|input kg|kg in|quantity in|weight in|einsatzmenge|quantite entrante|quantita in ingresso|cantidad de entrada|quantidade de entrada|giren miktar|الكمية الداخلة|इनपुट मात्रा|ইনপুট পরিমাণ|投入数量',
  ),
  inUnit: words(
    'input unit|unit in|eingangseinheit|unite entrante|unita in ingresso|unidad de entrada|unidade de entrada|giren birim|وحدة الداخل|इनपुट यूनिट|ইনপুট একক|投入单位',
  ),
  outProduct: words(
    'output product|product out|product made|ergebnis|produit obtenu|prodotto in uscita|producto de salida|produto de saida|cikan urun|المنتج الخارج|आउटपुट उत्पाद|আউটপুট পণ্য|产出产品',
  ),
  outLot: words(
    'output lot|lot out|to lot|output batch|new lot|ausgangscharge|lot sortant|lotto in uscita|lote de salida|lote de saida|cikan lot|الدفعة الخارجة|आउटपुट लॉट|আউটপুট লট|产出批号',
  ),
  outAmount: words(
    'output amount|amount out|output qty|output quantity|output weight|output kg|kg out|quantity out|weight out|ausbringung|quantite sortante|quantita in uscita|cantidad de salida|quantidade de saida|cikan miktar|الكمية الخارجة|आउटपुट मात्रा|আউটপুট পরিমাণ|产出数量',
  ),
  outUnit: words(
    'output unit|unit out|ausgangseinheit|unite sortante|unita in uscita|unidad de salida|unidade de saida|cikan birim|وحدة الخارج|आउटपुट यूनिट|আউটপুট একক|产出单位',
  ),
  partner: words(
    'partner|customer|buyer|client|supplier|seller|vendor|ship to|from|to|kunde|lieferant|kaeufer|verkaeufer|acheteur|fournisseur|cliente|fornitore|acquirente|proveedor|comprador|fornecedor|musteri|tedarikci|شريك|العميل|المورد|साझेदार|ग्राहक|आपूर्तिकर्ता|অংশীদার|ক্রেতা|সরবরাহকারী|客户|供应商|伙伴',
  ),
  sentLot: words(
    'lot|lot no|lot number|batch|batch no|batch number|charge|los|losnummer|partie|lotto|lote|parti|دفعة|رقم الدفعة|लॉट|लॉट नंबर|লট|লট নম্বর|批号',
  ),
  paper: words(
    'paper|document|document no|delivery note|invoice|invoice no|reference|ref|beleg|lieferschein|rechnung|document no|bon de livraison|facture|documento|ddt|fattura|albaran|factura|guia|irsaliye|fatura|مستند|فاتورة|दस्तावेज़|चालान|নথি|চালান|单据|发票|送货单',
  ),
  id: words(
    'id|gtin|gln|number|code|article number|nummer|kennung|numero|codice|codigo|kod|numara|رقم|الرمز|कोड|नंबर|কোড|নম্বর|编号|代码',
  ),
  name: words('name|title|bezeichnung|nom|nome|nombre|ad|isim|اسم|الاسم|नाम|নাম|名称'),
  category: words(
    'category|type|sector|kategorie|warengruppe|categorie|categoria|kategori|فئة|श्रेणी|শ্রেণি|类别',
  ),
  composition: words(
    'composition|fibres|fibers|materials|zusammensetzung|composicion|composizione|composicao|bilesim|التركيب|संघटन|উপাদান|成分',
  ),
  weight: words(
    'piece weight|weight of one|weight g|grams|g|stueckgewicht|poids unitaire|peso unitario|peso por peca|adet agirligi|وزن القطعة|नग वज़न|প্রতি পিসের ওজন|单件重量',
  ),
  care: words(
    'care|washing|pflege|entretien|cura|lavaggio|cuidado|lavado|cuidados|bakim|العناية|देखभाल|যত্ন|护理',
  ),
  address: words(
    'address|street|adresse|anschrift|strasse|indirizzo|direccion|endereco|adres|عنوان|पता|ঠিকানা|地址',
  ),
  country: words('country|land|pays|paese|pais|ulke|دولة|البلد|देश|দেশ|国家'),
  region: words(
    'region|state|province|bundesland|regione|provincia|estado|bolge|il|منطقة|क्षेत्र|राज्य|অঞ্চল|地区|省',
  ),
  latitude: words('latitude|lat|breite|breitengrad|latitudine|latitud|enlem|خط العرض|अक्षांश|অক্ষাংশ|纬度'),
  longitude: words(
    'longitude|lng|lon|long|laenge|laengengrad|longitudine|longitud|boylam|خط الطول|देशांतर|দ্রাঘিমাংশ|经度',
  ),
  processes: words(
    'processes|what is done|activities|prozesse|taetigkeiten|activites|attivita|actividades|atividades|faaliyetler|الأنشطة|गतिविधियाँ|কার্যক্রম|工序类别',
  ),
  theirLot: words(
    'their lot|partner lot|supplier lot|lot of the supplier|lieferantencharge|lot fournisseur|lotto fornitore|lote del proveedor|lote do fornecedor|tedarikci lotu|دفعة المورد|आपूर्तिकर्ता लॉट|সরবরাহকারীর লট|供应商批号',
  ),
  ownLot: words(
    'own lot|our lot|your lot|eigene charge|notre lot|lotto proprio|nuestro lote|nosso lote|bizim lot|دفعتنا|हमारा लॉट|আমাদের লট|我方批号',
  ),
};

function words(list: string): readonly string[] {
  return list.split('|');
}
