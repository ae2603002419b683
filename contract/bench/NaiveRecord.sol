// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title A record for each event, as papers on traceability often store them
/// @notice What Selvedge is measured against: the hash of an event, who said it, when, and its id, in storage.
contract NaiveRecord {
    struct Record {
        bytes32 digest;
        address owner;
        uint64 recordedAt;
        string id;
    }

    event Recorded(uint256 indexed number, bytes32 digest);

    Record[] public records;

    function record(bytes32 digest, string calldata id) external {
        records.push(Record(digest, msg.sender, uint64(block.timestamp), id));
        emit Recorded(records.length - 1, digest);
    }
}
