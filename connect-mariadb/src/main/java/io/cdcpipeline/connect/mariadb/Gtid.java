package io.cdcpipeline.connect.mariadb;

import java.util.ArrayList;
import java.util.List;

/**
 * A transaction's global id, as MariaDB writes it: {@code domain-server-number}. Numbers grow within a domain, whichever server
 * gives them.
 */
record Gtid(long domain, long server, long number) {

    /** All of a position, {@code 0-1-5,1-7-12}; none of an empty one. */
    static List<Gtid> list(String position) {
        List<Gtid> gtids = new ArrayList<>();
        for (String one : (position == null ? "" : position).split(",")) {
            String[] parts = one.trim().split("-");
            if (parts.length == 3) {
                gtids.add(new Gtid(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            }
        }
        return gtids;
    }

    /** The largest number of a position; 0 for an empty one. */
    static long number(String position) {
        return list(position).stream().mapToLong(Gtid::number).max().orElse(0);
    }

    /** Whether a position has all that another one has. */
    static boolean covers(String position, String other) {
        List<Gtid> has = list(position);
        return list(other).stream()
                .allMatch(o -> has.stream().anyMatch(h -> h.domain() == o.domain() && h.number() >= o.number()));
    }
}
