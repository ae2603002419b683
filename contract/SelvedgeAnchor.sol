// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Consistency} from "./Consistency.sol";

/// @title Heads of logs, each of which extends the one before
/// @notice A log publishes its heads here. A head is taken only from the log's owner and only with a proof that the
/// log has grown: what was in it is in it still, in the same order. So a log that is forked or rolled back has no
/// second head here, and the chain's blocks say by when it had the first.
/// @dev Nobody stands above the owners of logs: no administrator, no pause, no proxy, no way to take ether or to end
/// the contract. Storage, for eth_getProof: entry = keccak256(abi.encode(log, uint256(0))); the slot `entry` holds
/// the owner in its low 160 bits and the size in the 64 above, `entry + 1` the root, `entry + 2` a proposed owner.
contract SelvedgeAnchor {
    /// @notice Number of leaves and Merkle tree hash (RFC 6962 section 2.1) of a log at one moment.
    struct Head {
        uint64 size;
        bytes32 root;
    }

    /// @notice One log's growth, for `anchorAll`.
    struct Growth {
        bytes32 log;
        Head from;
        Head to;
        bytes32[] proof;
    }

    struct Entry {
        address owner;
        uint64 size;
        bytes32 root;
        address proposed;
    }

    /// @notice `owner` has begun to anchor the log of the name `origin`. An `Anchored` with the first head follows.
    event Opened(bytes32 indexed log, address indexed owner, string origin);
    /// @notice The log had this head, and it extends every head that was anchored before.
    event Anchored(bytes32 indexed log, uint64 size, bytes32 root);
    /// @notice `proposed` may take the log over; the zero address: the proposal is withdrawn.
    event OwnerProposed(bytes32 indexed log, address indexed owner, address indexed proposed);
    /// @notice From here on `owner` anchors the log.
    event OwnerChanged(bytes32 indexed log, address indexed previous, address indexed owner);

    /// @notice The sender has opened a log of this name before.
    error AlreadyOpen(bytes32 log);
    /// @notice The sender does not own this log; `owner` does (the zero address: nobody has opened it).
    error NotOwner(address owner);
    /// @notice The sender was not proposed; `proposed` was (the zero address: nobody was).
    error NotProposed(address proposed);
    /// @notice A log without entries has nothing to anchor.
    error SizeZero();
    /// @notice `from` is not the head that is anchored: that one has `size` and `root`.
    error NotTheHead(uint64 size, bytes32 root);
    /// @notice The new head has fewer leaves than the anchored one.
    error Shrinks(uint64 headSize, uint64 size);
    /// @notice The new head has as many leaves as the anchored one.
    error SameSize(uint64 size);
    /// @notice No proof between sizes below 2^64 has more than 65 hashes.
    error ProofTooLong(uint256 length);
    /// @notice The proof does not show that the new head extends the anchored one.
    error NotConsistent();

    uint256 private constant MOST_HASHES = 65;

    mapping(bytes32 log => Entry) private _entries;

    /// @notice Begins a log with its first head, which nothing vouches for but the sender.
    /// @param origin the log's name, as in the first line of its checkpoints
    /// @return log the id for all later calls; it stays when the owner changes
    function open(string calldata origin, Head calldata first) external returns (bytes32 log) {
        log = logId(origin, msg.sender);
        Entry storage entry = _entries[log];
        if (entry.owner != address(0)) revert AlreadyOpen(log);
        if (first.size == 0) revert SizeZero();
        (entry.owner, entry.size, entry.root) = (msg.sender, first.size, first.root);
        emit Opened(log, msg.sender, origin);
        emit Anchored(log, first.size, first.root);
    }

    /// @notice Takes the head `to` in the place of `from`.
    /// @param from the head that is anchored now: said aloud, so that two transactions on their way cannot cross
    /// @param proof RFC 6962 section 2.1.2 between the two sizes
    function anchor(bytes32 log, Head calldata from, Head calldata to, bytes32[] calldata proof) external {
        _anchor(log, from, to, proof);
    }

    /// @notice `anchor` for several logs of the sender: all of them or none.
    function anchorAll(Growth[] calldata growths) external {
        for (uint256 i = 0; i < growths.length; ++i) {
            Growth calldata growth = growths[i];
            _anchor(growth.log, growth.from, growth.to, growth.proof);
        }
    }

    /// @notice Names who may take the log over. Nothing changes until that address accepts.
    /// @param proposed the zero address withdraws an earlier proposal
    function proposeOwner(bytes32 log, address proposed) external {
        Entry storage entry = _ownedEntry(log);
        entry.proposed = proposed;
        emit OwnerProposed(log, msg.sender, proposed);
    }

    /// @notice Takes over a log that its owner has offered to the sender.
    function acceptOwner(bytes32 log) external {
        Entry storage entry = _entries[log];
        if (msg.sender != entry.proposed) revert NotProposed(entry.proposed);
        emit OwnerChanged(log, entry.owner, msg.sender);
        entry.owner = msg.sender;
        delete entry.proposed;
    }

    /// @notice The head that is anchored; size 0 and root 0 where nobody has opened the log.
    function head(bytes32 log) external view returns (uint64 size, bytes32 root) {
        return (_entries[log].size, _entries[log].root);
    }

    /// @notice Who may anchor the log, and who may take it over; zero addresses where there is nobody.
    function owners(bytes32 log) external view returns (address owner, address proposed) {
        return (_entries[log].owner, _entries[log].proposed);
    }

    /// @notice The id of the log that `owner` opens under the name `origin`. Nobody else can open it.
    function logId(string calldata origin, address owner) public pure returns (bytes32) {
        return keccak256(abi.encode(origin, owner));
    }

    function _anchor(bytes32 log, Head calldata from, Head calldata to, bytes32[] calldata proof) private {
        Entry storage entry = _ownedEntry(log);
        (uint64 size, bytes32 root) = (entry.size, entry.root);
        if (from.size != size || from.root != root) revert NotTheHead(size, root);
        if (to.size == 0) revert SizeZero();
        if (to.size < size) revert Shrinks(size, to.size);
        if (to.size == size) revert SameSize(size);
        if (proof.length > MOST_HASHES) revert ProofTooLong(proof.length);
        if (!Consistency.holds(size, root, to.size, to.root, proof)) revert NotConsistent();
        (entry.size, entry.root) = (to.size, to.root);
        emit Anchored(log, to.size, to.root);
    }

    function _ownedEntry(bytes32 log) private view returns (Entry storage entry) {
        entry = _entries[log];
        if (msg.sender != entry.owner) revert NotOwner(entry.owner);
    }
}
