package com.hubify.identity.server.admin;

import com.hubify.identity.server.page.People;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page of operators: what they can look after. */
@Controller
class OverviewController {

    private final People people;

    OverviewController(People people) {
        this.people = people;
    }

    @GetMapping("/admin")
    String overview(Principal signedIn, Model model) {
        model.addAttribute("person", people.behind(signedIn));
        return "admin/start";
    }
}
