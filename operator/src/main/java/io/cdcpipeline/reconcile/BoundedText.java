package io.cdcpipeline.reconcile;

/** A text that a regular expression may look at so many times: others' expressions must not keep the operator busy. */
final class BoundedText implements CharSequence {

    private static final int LOOKS = 1_000_000;

    private final CharSequence text;
    private int left = LOOKS;

    BoundedText(CharSequence text) {
        this.text = text;
    }

    /** It was looked at too often. */
    static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public char charAt(int index) {
        if (left-- == 0) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
