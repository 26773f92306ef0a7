package io.cdcpipeline.connect.mariadb;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Dates and times out of the binlog as the texts that the server prints, also those that no calendar has: {@code 0000-00-00},
 * {@code 2024-00-31}. Debezium makes NULL of them.
 *
 * <p>The format is that of MySQL 5.6 ({@code mysql56_temporal_format}, MariaDB's default): big-endian, with the column's digits of a
 * second behind it.
 */
final class BinlogTemporals {

    private BinlogTemporals() {}

    /** Three bytes, little-endian: a year of 15 bits, a month of 4, a day of 5. */
    static String date(ByteArrayInputStream in) throws IOException {
        int bits = in.readInteger(3);
        return date(bits >> 9, bits >> 5 & 0xf, bits & 0x1f);
    }

    private static String date(int year, int month, int day) {
        return String.format("%04d-%02d-%02d", year, month, day);
    }

    /** Five bytes: a sign, year times 13 plus month in 17 bits, a day of 5, hours of 5, minutes and seconds of 6. */
    static String datetime(int digits, ByteArrayInputStream in) throws IOException {
        long bits = bigEndian(in, 5);
        int months = (int) (bits >> 22 & 0x1ffff);
        String date = date(months / 13, months % 13, (int) (bits >> 17 & 0x1f));
        return date + ' ' + clock(bits >> 12 & 0x1f, bits) + fraction(bigEndian(in, (digits + 1) / 2), digits);
    }

    /** Seconds since 1970, in UTC; 0 is no time at all. */
    static String timestamp(int digits, ByteArrayInputStream in) throws IOException {
        long seconds = bigEndian(in, 4);
        String fraction = fraction(bigEndian(in, (digits + 1) / 2), digits);
        if (seconds == 0) {
            return "0000-00-00 00:00:00" + fraction;
        }
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        return date(at.getYear(), at.getMonthValue(), at.getDayOfMonth())
                + String.format(" %02d:%02d:%02d", at.getHour(), at.getMinute(), at.getSecond())
                + fraction;
    }

    /** Three bytes and the fraction's as one number, a negative one as its complement: hours of 10 bits, minutes and seconds of 6. */
    static String time(int digits, ByteArrayInputStream in) throws IOException {
        int fractionBits = (digits + 1) / 2 * 8;
        long offset = 1L << 23 + fractionBits;
        long signed = bigEndian(in, 3 + fractionBits / 8) - offset;
        long bits = Math.abs(signed);
        long clock = bits >> fractionBits;
        String fraction = fraction(bits & (1L << fractionBits) - 1, digits);
        return (signed < 0 ? "-" : "") + clock(clock >> 12 & 0x3ff, clock) + fraction;
    }

    /** One byte, years since 1900; 0 is the year 0000. */
    static String year(ByteArrayInputStream in) throws IOException {
        int years = in.readInteger(1);
        return years == 0 ? "0000" : Integer.toString(1900 + years);
    }

    /** @param bits whose lowest 12 are minutes and seconds */
    private static String clock(long hours, long bits) {
        return String.format("%02d:%02d:%02d", hours, bits >> 6 & 0x3f, bits & 0x3f);
    }

    /** Two digits are in each byte. */
    private static String fraction(long value, int digits) {
        if (digits == 0) {
            return "";
        }
        int stored = (digits + 1) / 2 * 2;
        return "." + String.format("%0" + stored + "d", value).substring(0, digits);
    }

    private static long bigEndian(ByteArrayInputStream in, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in.readInteger(1);
        }
        return value;
    }
}
