package com.hubify.identity.server.admin.person;

import com.hubify.identity.server.clerk.ClerkUnavailable;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds a person and shows what they gave away. */
@Controller
class PersonPagesController {

    static final String PEOPLE = "/admin/people";

    private final PersonSearch search;
    private final PersonViews views;

    PersonPagesController(PersonSearch search, PersonViews views) {
        this.search = search;
        this.views = views;
    }

    /** @param person an id, or a verified e-mail address */
    @GetMapping(PEOPLE)
    String find(@RequestParam(defaultValue = "") String person, HttpServletResponse response, Model model) {
        model.addAttribute("sought", person);
        model.addAttribute("found", List.of());
        model.addAttribute("away", false);
        try {
            model.addAttribute(
                    "found", search.find(person).stream().map(views::of).toList());
        } catch (ClerkUnavailable e) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            model.addAttribute("away", true);
        }
        model.addAttribute("byAddress", search.knowsAddresses());
        return "admin/people";
    }
}
