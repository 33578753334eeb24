package com.hubify.identity.server.organization.page;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Shows a person's organizations, and changes the active one. */
@Controller
class OrganizationController {

    private static final String ORGANIZATIONS = "/account/organizations";

    private final OrganizationChoice choice;

    OrganizationController(OrganizationChoice choice) {
        this.choice = choice;
    }

    /** @param active what was just chosen */
    @GetMapping(ORGANIZATIONS)
    String list(@RequestParam(required = false) @Nullable String active, Principal signedIn, Model model) {
        AccountId account = new AccountId(signedIn.getName());
        Optional<Membership> present = choice.active(account);
        List<OrganizationView> organizations = choice.of(account).stream()
                .map(membership -> new OrganizationView(
                        membership, present.filter(membership::equals).isPresent()))
                .toList();
        model.addAttribute("organizations", organizations);
        model.addAttribute("themselves", OrganizationChoice.THEMSELVES);
        model.addAttribute("personal", present.isEmpty());
        // A link must not make the page say what is not so.
        model.addAttribute("chosen", active != null && active.equals(idOf(present)));
        return "account/organizations";
    }

    /** Attack: post the id of a foreign organization. One that exists and one that doesn't are alike: 404. */
    @PostMapping(ORGANIZATIONS)
    String activate(@RequestParam String organization, Principal signedIn) {
        if (!choice.activate(new AccountId(signedIn.getName()), organization)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + ORGANIZATIONS + "?active=" + organization;
    }

    private static String idOf(Optional<Membership> active) {
        return active.map(membership -> membership.organization().id()).orElse(OrganizationChoice.THEMSELVES);
    }
}
