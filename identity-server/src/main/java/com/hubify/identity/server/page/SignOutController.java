package com.hubify.identity.server.page;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The way out: a page that asks, and one that says what happened. Signing out itself is a form with a token, because a link
 * on a foreign page must not be able to do it.
 */
@Controller
class SignOutController {

    private final People people;

    SignOutController(People people) {
        this.people = people;
    }

    @GetMapping("/logout")
    String ask(@Nullable Principal signedIn, Model model) {
        if (signedIn == null) {
            return "redirect:/signed-out";
        }
        model.addAttribute("person", people.behind(signedIn));
        return "sign-out";
    }

    @GetMapping("/signed-out")
    String signedOut() {
        return "signed-out";
    }
}
