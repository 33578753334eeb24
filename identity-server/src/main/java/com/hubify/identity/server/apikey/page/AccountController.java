package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.page.People;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page of an account: who is signed in, and what they can look after. */
@Controller
class AccountController {

    private final People people;

    AccountController(People people) {
        this.people = people;
    }

    @GetMapping("/account")
    String account(Principal signedIn, Model model) {
        model.addAttribute("person", people.behind(signedIn));
        return "account/start";
    }
}
