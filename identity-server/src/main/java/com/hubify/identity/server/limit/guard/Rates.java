package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.limit.Limit;
import com.hubify.identity.settings.Settings;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** Limits as settings say them: so many in a period, as {@code 600/1m}. */
final class Rates {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,9})/([1-9][0-9]{0,6}(?:s|m|h|d))");

    private Rates() {}

    /** @param name of the limit, and of the setting behind {@code hubify.identity.limits.} */
    static Limit limit(String name, String rate) {
        Matcher form = FORM.matcher(rate);
        boolean isRate = form.matches();
        long most = isRate ? Long.parseLong(form.group(1)) : 0;
        Duration period = isRate ? DurationStyle.SIMPLE.parse(form.group(2)) : Duration.ZERO;
        Settings.require(
                isRate && most <= Limit.MOST && period.compareTo(Limit.LONGEST) <= 0,
                "hubify.identity.limits." + name,
                "must be a number of 1 to 1000000000, a slash and a time of 1s to 31d, such as 600/1m");
        return new Limit(name, most, period);
    }
}
