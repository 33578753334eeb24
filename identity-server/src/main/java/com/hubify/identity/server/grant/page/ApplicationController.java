package com.hubify.identity.server.grant.page;

import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Shows connected applications, and disconnects one after a page that says what stops. A sign-in of any age is enough: stopping
 * one must be quick, and loses nothing that can't be allowed again.
 */
@Controller
class ApplicationController {

    private static final String APPLICATIONS = "/account/applications";
    private static final String DISCONNECT = "/account/applications/disconnect";

    private final Applications applications;

    ApplicationController(Applications applications) {
        this.applications = applications;
    }

    /** @param disconnected the client that was just disconnected */
    @GetMapping(APPLICATIONS)
    String list(
            @RequestParam(required = false) @Nullable String disconnected,
            Principal signedIn,
            Locale locale,
            Model model) {
        model.addAttribute("applications", applications.of(signedIn, locale));
        // A link must not make the page say what has not happened.
        applications.disconnected(signedIn, disconnected).ifPresent(name -> model.addAttribute("disconnected", name));
        return "account/applications";
    }

    /** An unknown client and one that is not connected are alike: 404. */
    @GetMapping(DISCONNECT)
    String ask(@RequestParam String client, Principal signedIn, Locale locale, Model model) {
        model.addAttribute(
                "connected",
                applications
                        .find(signedIn, client, locale)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "account/application-disconnect";
    }

    @PostMapping(DISCONNECT)
    String disconnect(@RequestParam String client, Principal signedIn, RedirectAttributes redirect) {
        applications.disconnect(signedIn, client);
        redirect.addAttribute("disconnected", client);
        return "redirect:" + APPLICATIONS;
    }
}
