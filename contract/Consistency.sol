// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Whether one tree of RFC 6962 is a prefix of another
/// @notice The steps of RFC 9162 section 2.1.4.2, over SHA-256, as `verifyConsistency` of the verifier takes them.
/// @dev A proof binds roots, not sizes: many false sizes lead through the same steps. Whoever relies on a head
/// compares size and root with the checkpoint that the log signed.
library Consistency {
    /// @notice True where the tree of `toSize` leaves begins with the `fromSize` leaves under `fromRoot`.
    /// @param fromSize at least 1 and below `toSize`; any other pair of sizes gives false: there is nothing to prove
    /// @param proof the hashes in the order of RFC 6962 section 2.1.2, none left over
    function holds(uint64 fromSize, bytes32 fromRoot, uint64 toSize, bytes32 toRoot, bytes32[] calldata proof)
        internal
        view
        returns (bool)
    {
        if (fromSize == 0 || fromSize >= toSize) return false;
        (uint256 node, uint256 last) = _strip(uint256(fromSize) - 1, uint256(toSize) - 1);
        uint256 next = 0;
        bytes32 older = fromRoot;
        // A complete older tree is itself the first node, which the proof then leaves out.
        if (node != 0) {
            if (proof.length == 0) return false;
            older = proof[0];
            next = 1;
        }
        return _rises(node, last, older, fromRoot, toRoot, proof[next:]);
    }

    function _rises(
        uint256 node,
        uint256 last,
        bytes32 older,
        bytes32 fromRoot,
        bytes32 toRoot,
        bytes32[] calldata siblings
    ) private view returns (bool) {
        bytes32 newer = older;
        uint256 place = _place();
        for (uint256 i = 0; i < siblings.length; ++i) {
            if (last == 0) return false;
            bytes32 sibling = siblings[i];
            if (node & 1 == 1 || node == last) {
                older = _nodeHash(place, sibling, older);
                newer = _nodeHash(place, sibling, newer);
                // A last node without sibling rises unchanged until it is a right child.
                while (node & 1 == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            } else {
                newer = _nodeHash(place, newer, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && older == fromRoot && newer == toRoot;
    }

    /// @dev Up to the first left child: below it both trees are the same.
    function _strip(uint256 node, uint256 last) private pure returns (uint256, uint256) {
        while (node & 1 == 1) (node, last) = (node >> 1, last >> 1);
        return (node, last);
    }

    /// @dev 65 bytes of memory, taken once for all hashes, that begin with 0x01: an inner node (RFC 6962 section 2.1).
    function _place() private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := mload(0x40)
            mstore8(place, 1)
            mstore(0x40, add(place, 0x60))
        }
    }

    /// @dev SHA-256 is the precompile at address 2. It cannot fail but for want of gas, and then all is undone.
    function _nodeHash(uint256 place, bytes32 left, bytes32 right) private view returns (bytes32 hash) {
        assembly ("memory-safe") {
            mstore(add(place, 0x01), left)
            mstore(add(place, 0x21), right)
            if iszero(staticcall(gas(), 2, place, 0x41, 0x00, 0x20)) { revert(0x00, 0x00) }
            hash := mload(0x00)
        }
    }
}
