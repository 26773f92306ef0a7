package io.cdcpipeline.observe;

import java.util.Set;

/**
 * Reasons that wait for a person: what is wrong is there, and no retry and no other program that is still at work changes it.
 * A thing that is merely not there yet (a Secret, a kind, a database, a table, a publication) may come with the very release
 * that brought the pipeline, and is waited for; so is all that Strimzi, Spark's operator or the job tries again by itself.
 */
final class Stalls {

    static final Set<String> REASONS = Set.of(
            // The database refuses the login, or the way to connect.
            "WrongCredentials",
            "TlsFailed",
            "Refused",
            "Pooler",
            // The database, its slot or its tables are not as they have to be.
            "ServerTooOld",
            "Standby",
            "WalLevel",
            "ReplicationNotPermitted",
            "NoFreeSlot",
            "SlotTaken",
            "SlotOrphaned",
            "NotFollowed",
            "TablesUnreadable",
            "TablesHidden",
            "TablesUnpublished",
            "NoReplicaIdentity",
            "PublicationIncomplete",
            "NotMariaDb",
            "BinlogOff",
            "BinlogFormat",
            "BinlogRowImage",
            "BinlogCompressed",
            "BinlogTooShort",
            "BinlogFiltered",
            "ReplicaWithoutLog",
            "GtidDomains",
            "ServerIdTaken",
            "GrantsMissing",
            // The spec, or what is made of it, is refused.
            "Rejected",
            "AdmissionDenied",
            "Forbidden",
            "NameTaken",
            "SecretIncomplete",
            "InvalidResourceException",
            "InvalidImageName",
            // A broker that a larger volume brings back.
            "VolumeFull",
            // Somebody wanted to be asked.
            "Paused",
            TableConditions.REPAIR_NEEDED);

    private Stalls() {}

    /** @param ready how the pipeline stands as a whole */
    static boolean waitsForPerson(StageCondition ready) {
        return ready instanceof StageCondition.Failed && REASONS.contains(ready.reason());
    }
}
