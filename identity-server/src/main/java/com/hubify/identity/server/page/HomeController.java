package com.hubify.identity.server.page;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page: what this server is, and who is signed in. */
@Controller
class HomeController {

    private final People people;

    HomeController(People people) {
        this.people = people;
    }

    @GetMapping("/")
    String home(@Nullable Principal signedIn, Model model) {
        if (signedIn != null) {
            model.addAttribute("person", people.behind(signedIn));
        }
        return "home";
    }
}
