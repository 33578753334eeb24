package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotator;
import com.hubify.identity.server.apikey.issuance.Issuance;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Replaces a key by a new one, which is shown once. */
@Controller
class KeyRotationController {

    private static final String ROTATE = "/account/keys/{id}/rotate";

    private final OwnKeys own;
    private final ApiKeys keys;
    private final ApiKeyRotator rotator;
    private final RecentSignIn recent;
    private final KeyViews views;
    private final ShownKey shownKey;
    private final MessageSource messages;

    KeyRotationController(
            OwnKeys own,
            ApiKeys keys,
            ApiKeyRotator rotator,
            RecentSignIn recent,
            KeyViews views,
            ShownKey shownKey,
            MessageSource messages) {
        this.own = own;
        this.keys = keys;
        this.rotator = rotator;
        this.recent = recent;
        this.views = views;
        this.shownKey = shownKey;
        this.messages = messages;
    }

    @GetMapping(ROTATE)
    String ask(
            @PathVariable String id,
            @RequestParam(defaultValue = Lifetime.USUAL_OVERLAP) String overlap,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        ApiKey key = own.usable(recent.require(signedIn, request), id);
        return form(key, overlap, new Problems(messages, locale), locale, model);
    }

    @PostMapping(ROTATE)
    String rotate(
            @PathVariable String id,
            @RequestParam(defaultValue = Lifetime.USUAL_OVERLAP) String overlap,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        SignInAuthentication signIn = recent.require(signedIn, request);
        ApiKey key = own.usable(signIn, id);
        Problems problems = new Problems(messages, locale);
        Optional<Duration> wanted = Lifetime.overlap(overlap);
        if (wanted.isPresent()) {
            Issuance issuance = rotator.rotate(key, NewKeyController.HELD, wanted.get(), null);
            if (issuance instanceof Issuance.Issued issued) {
                own.find(signIn, id).ifPresent(old -> model.addAttribute("old", views.of(old, locale)));
                return shownKey.show(issued, signIn, response, locale, model);
            }
            problems.add(issuance, keys);
        } else {
            problems.add("overlap", "overlap", ApiKeys.LONGEST_OVERLAP.toDays());
        }
        problems.applyTo(response);
        return form(key, overlap, problems, locale, model);
    }

    private String form(ApiKey key, String overlap, Problems problems, Locale locale, Model model) {
        model.addAttribute("key", views.of(key, locale));
        model.addAttribute("overlap", overlap);
        model.addAttribute("overlaps", Lifetime.OVERLAPS);
        model.addAttribute("quiet", keys.quietBeforeEnd().toMinutes());
        model.addAttribute("problems", problems.texts());
        return "account/key-rotate";
    }
}
