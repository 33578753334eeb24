package com.hubify.identity.server.page.account;

import com.hubify.identity.server.page.People;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page of an account: who is signed in, and what they can look after. */
@Controller
class AccountController {

    private final People people;
    private final List<AccountSection> sections;
    private final MessageSource messages;

    AccountController(People people, List<AccountSection> sections, MessageSource messages) {
        this.people = people;
        this.sections = sections;
        this.messages = messages;
    }

    @GetMapping("/account")
    String account(Principal signedIn, Locale locale, Model model) {
        Map<String, String> summaries = new LinkedHashMap<>();
        for (AccountSection section : sections) {
            Object[] arguments = section.summary(signedIn).toArray();
            summaries.put(section.name(), messages.getMessage("account.summary." + section.name(), arguments, locale));
        }
        model.addAttribute("person", people.behind(signedIn));
        model.addAttribute("summaries", summaries);
        return "account/start";
    }
}
