package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.use.KeyUsage;
import com.hubify.identity.server.apikey.use.RecordedUse;
import com.hubify.identity.server.apikey.use.ScopeAdvice;
import com.hubify.identity.server.apikey.use.UseChart;
import com.hubify.identity.server.page.account.Moment;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page with the use of a key, and what it could do without. */
@Controller
class KeyUseController {

    private final OwnKeys own;
    private final KeyUsage usage;
    private final KeyViews views;
    private final Clock clock;

    KeyUseController(OwnKeys own, KeyUsage usage, KeyViews views, Clock clock) {
        this.own = own;
        this.usage = usage;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/account/keys/{id}/use")
    String show(@PathVariable String id, Principal signedIn, Locale locale, Model model) {
        ApiKey key = own.usable(signedIn, id);
        RecordedUse use = usage.of(key);
        ScopeAdvice advice = usage.advice(key, use);
        model.addAttribute("key", views.of(key, locale));
        model.addAttribute("use", use);
        model.addAttribute("since", moment(advice.since()));
        model.addAttribute("last", moment(use.lastAt()));
        model.addAttribute("chart", UseChart.of(use, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        model.addAttribute("verdict", advice.verdict().name());
        model.addAttribute("enough", moment(advice.enoughAt()));
        model.addAttribute("narrower", views.describe(advice.scopes(), locale));
        return "account/key-use";
    }

    private static @Nullable Moment moment(@Nullable Instant time) {
        return time == null ? null : Moment.of(time);
    }
}
