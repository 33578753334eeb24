package com.hubify.identity.server.admin.limit;

import com.hubify.identity.server.limit.guard.LimitsInForce;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the limits in force. Settings change them. */
@Controller
class LimitPagesController {

    private final LimitsInForce limits;

    LimitPagesController(LimitsInForce limits) {
        this.limits = limits;
    }

    /** @param period as settings write it */
    record Row(String name, long most, String period) {}

    @GetMapping("/admin/limits")
    String list(Model model) {
        model.addAttribute(
                "limits",
                limits.all().stream()
                        .map(limit -> new Row(limit.name(), limit.most(), text(limit.period())))
                        .toList());
        return "admin/limits";
    }

    private static String text(Duration period) {
        ChronoUnit largest = Stream.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES)
                .filter(unit -> period.toSeconds() % unit.getDuration().toSeconds() == 0)
                .findFirst()
                .orElse(ChronoUnit.SECONDS);
        return DurationStyle.SIMPLE.print(period, largest);
    }
}
