package io.cdcpipeline.connect.mariadb;

/** Addresses of the internet as the server prints them. */
final class Addresses {

    private static final int WORDS = 8;

    private Addresses() {}

    static String v4(byte[] bytes, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + 4; i++) {
            text.append(i == from ? "" : ".").append(bytes[i] & 0xff);
        }
        return text.toString();
    }

    /** The longest run of zeros is left out, the first one of several; one that holds an address of version 4 ends with it. */
    static String v6(byte[] bytes) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int[] gap = longestGap(words);
        int from = gap[0];
        int end = from + gap[1];
        boolean mapped = from == 0 && (gap[1] == 6 || gap[1] == 5 && words[5] == 0xffff);
        int last = mapped ? 6 : WORDS;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < last; i++) {
            if (i == from) {
                text.append("::");
                i = end - 1;
            } else {
                text.append(i == 0 || i == end ? "" : ":").append(Integer.toHexString(words[i]));
            }
        }
        if (mapped) {
            text.append(text.toString().endsWith(":") ? "" : ":").append(v4(bytes, 12));
        }
        return text.toString();
    }

    /** Where it begins and how long it is. */
    private static int[] longestGap(int[] words) {
        int[] longest = {WORDS, 0};
        for (int i = 0; i < WORDS; i++) {
            int length = 0;
            while (i + length < WORDS && words[i + length] == 0) {
                length++;
            }
            if (length > longest[1]) {
                longest = new int[] {i, length};
            }
            i += length;
        }
        return longest;
    }
}
