package io.cdcpipeline.connect;

import java.util.Set;

/**
 * What a publication sends of a table: a stream has no more, and so must a snapshot.
 *
 * @param filter which rows, as SQL; null for all
 * @param hidden columns that are never sent; none that is generated, which the job leaves out in any case
 */
record PublishedPart(String filter, Set<String> hidden) {

    static final PublishedPart ALL = new PublishedPart(null, Set.of());
}
