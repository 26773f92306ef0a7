package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where tables are written: exactly one of {@code path} and {@code volume}. */
@Wire
@ValidationRule(
        value = LakeSpec.ONE_RULE,
        message = "set exactly one of path (an object store) and volume (a PersistentVolumeClaim)")
@ValidationRule(
        value = "has(self.path) == has(oldSelf.path)",
        message = "path and volume can't replace each other: the tables stay behind; delete the pipeline and create it"
                + " anew")
@ValidationRule(
        value = LakeSpec.PATH_RULE,
        fieldPath = ".path",
        message = "write s3a://bucket/folder, abfss://container@account.dfs.core.windows.net/folder or"
                + " gs://bucket/folder, without a slash at the end; s3:// is written s3a://")
@ValidationRule(
        value = "!has(self.path) || !has(oldSelf.path) || self.path == oldSelf.path",
        fieldPath = ".path",
        message = "can't change: the tables stay behind; delete the pipeline and create it anew")
@ValidationRule(
        value = LakeSpec.CREDENTIALS_RULE,
        fieldPath = ".credentials",
        message = "belongs to path alone: a volume needs no credentials; remove it")
@ValidationRule(
        value = LakeSpec.LAYOUT_RULE,
        fieldPath = ".layout",
        message = "write a relative path of letters, digits, _ . = and - that holds {schema} in one folder's name and"
                + " {table} in the last one's, such as {schema}/{table}: two tables never share a folder then")
@ValidationRule(
        value = "self.layout == oldSelf.layout",
        fieldPath = ".layout",
        message = "can't change: the tables stay behind; delete the pipeline and create it anew")
@ValidationRule(
        value = LakeSpec.RETENTION_RULE,
        fieldPath = ".deadLetterRetention",
        message = "write 1h to 87600h, as a whole number with the unit m or h")
public record LakeSpec(
        @JsonPropertyDescription("A folder of an object store as Hadoop writes it: s3a://, of a store that has"
                + " conditional writes, such as Amazon S3; or abfs://, abfss:// or gs://, with a job.image that brings their"
                + " file system. Several pipelines may share it. It can't change.")
        @Size(min = 1, max = 1024)
        String path,

        @JsonPropertyDescription("A volume in the cluster, for one node or for trying things out.")
        LakeVolume volume,

        @JsonPropertyDescription("How the object store is opened. Without it, the pods' own identity counts.")
        ObjectStoreCredentials credentials,

        @JsonPropertyDescription("The folder of a table below path or the volume, with the placeholders {schema} and"
                + " {table}. It can't change. The default is {schema}/{table}.")
        @Default("'{schema}/{table}'")
        @Size(min = 1, max = 256)
        String layout,

        @JsonPropertyDescription(
                "How long a dead letter, an event that could not be applied, stays in the dead-letter table, 1h to 87600h, unless"
                        + " somebody retries or drops it before. It goes within an hour after that, in a commit of that table; what a table lacks"
                        + " stays known. The default is 720h, thirty days.")
        @Default("720h")
        @Size(max = 9)
        String deadLetterRetention) {

    public static final String RETENTION_RULE = "self.deadLetterRetention.matches('^[0-9]{1,8}(m|h)$')"
            + " && duration(self.deadLetterRetention) >= duration('1h') && duration(self.deadLetterRetention) <= duration('87600h')";
    public static final String ONE_RULE = "has(self.path) != has(self.volume)";
    public static final String PATH =
            "^(s3a|gs|abfss?)://[a-zA-Z0-9][-a-zA-Z0-9._@]*(/[a-zA-Z0-9_=+][-a-zA-Z0-9_=+.]*)*$";
    public static final String PATH_RULE = "!has(self.path) || self.path.matches('" + PATH + "')";
    public static final String CREDENTIALS_RULE = "!has(self.credentials) || has(self.path)";

    private static final String FOLDER = "[a-zA-Z0-9][-a-zA-Z0-9_.=]*/";
    private static final String REST = "[-a-zA-Z0-9_.=]*";
    public static final String LAYOUT = "^(" + FOLDER + ")*([a-zA-Z0-9]" + REST + ")?\\{schema\\}" + REST + "/("
            + FOLDER + ")*([a-zA-Z0-9]" + REST + ")?\\{table\\}" + REST + "$";
    public static final String LAYOUT_RULE = "self.layout.matches(r'" + LAYOUT + "')";

    public LakeSpec {
        layout = layout == null ? "{schema}/{table}" : layout;
        deadLetterRetention = deadLetterRetention == null ? "720h" : deadLetterRetention;
    }
}
