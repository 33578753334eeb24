package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.leak.LeakedKeys;
import com.hubify.identity.server.organization.Membership;
import java.security.Principal;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page with a person's keys. */
@Controller
class KeyListController {

    static final int PAGE = 20;

    private final OwnKeys keys;
    private final KeyViews views;
    private final LeakedKeys leaked;

    KeyListController(OwnKeys keys, KeyViews views, LeakedKeys leaked) {
        this.keys = keys;
        this.views = views;
        this.leaked = leaked;
    }

    /**
     * @param page from 1; what is no page shows the nearest one
     * @param owner the organization whose keys are shown, by its id; without it that of the key below, or else the person
     * @param made the key of a form that was sent twice
     * @param changed the key that was just changed
     * @param revoked the key that was just revoked; {@code all} if all were
     */
    @GetMapping("/account/keys")
    String list(
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String made,
            @RequestParam(required = false) @Nullable String changed,
            @RequestParam(required = false) @Nullable String revoked,
            Principal signedIn,
            Locale locale,
            Model model) {
        Membership of = keys.organization(signedIn, owner == null ? ownerOf(signedIn, made, changed, revoked) : owner);
        model.addAttribute("owners", keys.organizations(signedIn));
        model.addAttribute("owner", of == null ? "" : of.organization().id());
        model.addAttribute("ownerTitle", of == null ? null : of.organization().title());
        int number = number(page);
        ApiKeys.Page shown = keys.page(signedIn, of, (number - 1) * PAGE, PAGE);
        int last = Math.max(1, (shown.count() + PAGE - 1) / PAGE);
        if (number > last) {
            number = last;
            shown = keys.page(signedIn, of, (number - 1) * PAGE, PAGE);
        }
        model.addAttribute(
                "keys", shown.keys().stream().map(key -> views.of(key, locale)).toList());
        model.addAttribute("count", shown.count());
        model.addAttribute(
                "leaked",
                leaked
                        .foundOf(
                                of == null
                                        ? new AccountId(signedIn.getName())
                                        : new AccountId(of.organization().id()))
                        .stream()
                        .map(key -> views.of(key, locale))
                        .toList());
        model.addAttribute("page", number);
        model.addAttribute("last", last);
        // A link must not make the page say what has not happened.
        model.addAttribute("revokedAll", "all".equals(revoked) && shown.count() == 0);
        keys.find(signedIn, made)
                .filter(key -> key.revokedAt() == null)
                .ifPresent(key -> model.addAttribute("made", key.name().value()));
        keys.find(signedIn, changed)
                .filter(key -> key.revokedAt() == null && key.changes() > 0)
                .ifPresent(key -> model.addAttribute("changed", key.name().value()));
        keys.find(signedIn, revoked)
                .filter(key -> key.revokedAt() != null)
                .ifPresent(key -> model.addAttribute("revoked", key.name().value()));
        return "account/keys";
    }

    private @Nullable String ownerOf(Principal signedIn, @Nullable String... ids) {
        return Arrays.stream(ids)
                .flatMap(id -> keys.find(signedIn, id).stream())
                .filter(ApiKey::isOrganizations)
                .map(key -> key.owner().value())
                .findFirst()
                .orElse(null);
    }

    private static int number(@Nullable String page) {
        return page != null && page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
    }
}
