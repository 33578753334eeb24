package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotator;
import com.hubify.identity.server.apikey.issuance.IdempotentRequest;
import com.hubify.identity.server.apikey.issuance.Issuance;
import com.hubify.identity.server.apikey.issuance.RepeatedIssuance;
import com.hubify.identity.server.apikey.use.KeyUsage;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private static final String EXPIRES_IN = "expires_in";

    private final OwnKeys own;
    private final ApiKeys keys;
    private final ApiKeyRotator rotator;
    private final RepeatedIssuance repeated;
    private final SentForms sentForms;
    private final KeyTerms terms;
    private final KeyUsage usage;
    private final RecentSignIn recent;
    private final KeyViews views;
    private final ShownKey shownKey;
    private final MessageSource messages;

    KeyRotationController(
            OwnKeys own,
            ApiKeys keys,
            ApiKeyRotator rotator,
            RepeatedIssuance repeated,
            SentForms sentForms,
            KeyTerms terms,
            KeyUsage usage,
            RecentSignIn recent,
            KeyViews views,
            ShownKey shownKey,
            MessageSource messages) {
        this.own = own;
        this.keys = keys;
        this.rotator = rotator;
        this.repeated = repeated;
        this.sentForms = sentForms;
        this.terms = terms;
        this.usage = usage;
        this.recent = recent;
        this.views = views;
        this.shownKey = shownKey;
        this.messages = messages;
    }

    @GetMapping(ROTATE)
    String ask(
            @PathVariable String id,
            @RequestParam(defaultValue = Lifetime.USUAL_OVERLAP) String overlap,
            @RequestParam(name = EXPIRES_IN, defaultValue = Lifetime.SAME) String expiresIn,
            @RequestParam(defaultValue = "false") boolean narrow,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        ApiKey key = own.usable(recent.require(signedIn, request), id);
        // Attack: a link that takes what a program needs from its key. A link can only ask for what is recommended.
        Scopes scopes = narrow ? usage.advice(key, usage.of(key)).scopes() : whole(key);
        model.addAttribute("once", sentForms.once());
        return form(key, scopes, overlap, expiresIn, new Problems(messages, locale), locale, model);
    }

    @PostMapping(ROTATE)
    String rotate(
            @PathVariable String id,
            @RequestParam(defaultValue = Lifetime.USUAL_OVERLAP) String overlap,
            @RequestParam(name = EXPIRES_IN, defaultValue = Lifetime.SAME) String expiresIn,
            @RequestParam(required = false) @Nullable List<String> scopes,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        SignInAuthentication signIn = recent.require(signedIn, request);
        IdempotentRequest form =
                sentForms.request(request, "rotate " + id + " " + overlap + " " + expiresIn + " " + scopes);
        // Read before it is asked whether this form has rotated it, and may be gone if it has.
        Optional<ApiKey> found = own.find(signIn, id);
        Optional<Issuance> before = repeated.find(found.map(ApiKey::owner).orElse(signIn.account()), form)
                .filter(made -> !(made instanceof Issuance.OtherRequest));
        if (before.isPresent()) {
            return answer(before.get(), id, signIn, response, locale, model).orElseThrow();
        }
        ApiKey key = own.usable(found);
        Problems problems = new Problems(messages, locale);
        Optional<Duration> wanted = Lifetime.overlap(overlap);
        Scopes asked = scopes == null ? whole(key) : terms.scopes(scopes, whole(key), problems);
        if (wanted.isEmpty()) {
            problems.add("overlap", "overlap", ApiKeys.LONGEST_OVERLAP.toDays());
        }
        Instant end = terms.endOfSuccessor(expiresIn, problems);
        if (wanted.isPresent() && problems.areNone()) {
            Issuance issuance = rotator.rotate(key, asked, own.held(signIn, key), wanted.get(), end, form);
            Optional<String> shown = answer(issuance, id, signIn, response, locale, model);
            if (shown.isPresent()) {
                return shown.get();
            }
            problems.add(issuance, keys);
        }
        problems.applyTo(response);
        Scopes again = whole(key).coverAll(asked) && !asked.areNone() ? asked : whole(key);
        model.addAttribute("once", sentForms.once(request));
        return form(key, again, overlap, expiresIn, problems, locale, model);
    }

    private Optional<String> answer(
            Issuance issuance,
            String id,
            SignInAuthentication signIn,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        own.find(signIn, id).ifPresent(old -> model.addAttribute("old", views.of(old, locale)));
        return shownKey.answer(issuance, signIn, response, locale, model);
    }

    /** What the key could do before it was found in public, too. */
    private static Scopes whole(ApiKey key) {
        return key.termsOfSuccessor().scopes();
    }

    private String form(
            ApiKey key,
            Scopes scopes,
            String overlap,
            String expiresIn,
            Problems problems,
            Locale locale,
            Model model) {
        if (!scopes.equals(whole(key))) {
            model.addAttribute("narrower", views.describe(scopes, locale));
        }
        model.addAttribute("key", views.of(key, locale));
        model.addAttribute("overlap", overlap);
        model.addAttribute("overlaps", Lifetime.OVERLAPS);
        model.addAttribute("expiresIn", expiresIn);
        model.addAttribute("lifetimes", Lifetime.OFFERED_AGAIN);
        model.addAttribute("quiet", keys.quietBeforeEnd().toMinutes());
        model.addAttribute("problems", problems.texts());
        return "account/key-rotate";
    }
}
