// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Consistency} from "../Consistency.sol";

/// @title The road not taken: only a hash of the head is kept
/// @notice What anchoring would cost then. Nobody could ask this contract for a head, only whether one is the head.
contract HashedHead {
    struct Head {
        uint64 size;
        bytes32 root;
    }

    event Anchored(bytes32 indexed log, uint64 size, bytes32 root);

    error Refused();

    mapping(bytes32 log => address) private _owners;
    mapping(bytes32 log => bytes32) private _heads;

    function open(string calldata origin, Head calldata first) external returns (bytes32 log) {
        log = keccak256(abi.encode(origin, msg.sender));
        if (_owners[log] != address(0) || first.size == 0) revert Refused();
        _owners[log] = msg.sender;
        _heads[log] = keccak256(abi.encode(first));
        emit Anchored(log, first.size, first.root);
    }

    function anchor(bytes32 log, Head calldata from, Head calldata to, bytes32[] calldata proof) external {
        if (msg.sender != _owners[log] || keccak256(abi.encode(from)) != _heads[log]) revert Refused();
        if (proof.length > 65) revert Refused();
        if (!Consistency.holds(from.size, from.root, to.size, to.root, proof)) revert Refused();
        _heads[log] = keccak256(abi.encode(to));
        emit Anchored(log, to.size, to.root);
    }
}
