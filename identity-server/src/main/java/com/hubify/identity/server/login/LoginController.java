package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.page.ErrorReferences;
import com.hubify.identity.server.page.People;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows where to sign in and, after a failed attempt, what happened. Nothing from the address reaches the page as text. */
@Controller
class LoginController {

    private final People people;

    LoginController(People people) {
        this.people = people;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(name = "continue", required = false) @Nullable String target,
            @Nullable Principal signedIn,
            Model model) {
        SignInProblem.of(error).ifPresent(problem -> model.addAttribute("problem", problem.code()));
        ErrorReferences.parse(reference).ifPresent(known -> model.addAttribute("reference", known));
        InterruptedRequest.parse(target).ifPresent(again -> model.addAttribute("again", again.target()));
        if (signedIn != null) {
            model.addAttribute("person", people.behind(signedIn));
        }
        return "login";
    }
}
