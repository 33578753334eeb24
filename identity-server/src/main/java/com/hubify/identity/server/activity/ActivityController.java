package com.hubify.identity.server.activity;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.page.ErrorReferences;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened with the account of the person signed in. */
@Controller
class ActivityController {

    static final int PAGE = 20;

    private final Activities activities;
    private final RegisteredClientRepository clients;
    private final OrganizationChoice organizations;

    ActivityController(Activities activities, RegisteredClientRepository clients, OrganizationChoice organizations) {
        this.activities = activities;
        this.clients = clients;
        this.organizations = organizations;
    }

    /**
     * @param page from 1; what is no page shows the nearest one
     * @param reference of an error page; leads to the page with its event
     */
    @GetMapping("/account/activity")
    String list(
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String reference,
            Principal signedIn,
            Model model) {
        List<Activity> all = activities.of(signedIn.getName());
        Optional<String> sought = ErrorReferences.parse(reference);
        Map<String, String> titles = organizations.titles(new AccountId(signedIn.getName()));
        int last = Math.max(1, (all.size() + PAGE - 1) / PAGE);
        int place = sought.map(text -> place(text, all)).orElse(-1);
        int number = place < 0 ? Math.min(last, number(page)) : place / PAGE + 1;
        model.addAttribute(
                "activities",
                all.subList((number - 1) * PAGE, Math.min(all.size(), number * PAGE)).stream()
                        .map(activity -> view(activity, titles, sought.orElse("")))
                        .toList());
        model.addAttribute("count", all.size());
        model.addAttribute("page", number);
        model.addAttribute("last", last);
        model.addAttribute("missing", place < 0 ? sought.orElse(null) : null);
        return "account/activity";
    }

    /** Of the event with this reference; -1 if it is not the person's own. */
    private static int place(String reference, List<Activity> all) {
        return IntStream.range(0, all.size())
                .filter(i -> reference.equals(all.get(i).about().get("reference")))
                .findFirst()
                .orElse(-1);
    }

    private ActivityView view(Activity activity, Map<String, String> titles, String sought) {
        Map<String, String> about = activity.about();
        String organization = about.get("organization");
        return new ActivityView(
                activity,
                name(about.get("application")),
                organization == null ? null : titles.getOrDefault(organization, organization),
                sought.equals(about.get("reference")));
    }

    private @Nullable String name(@Nullable String client) {
        RegisteredClient registered = client == null ? null : clients.findByClientId(client);
        return registered == null ? client : registered.getClientName();
    }

    private static int number(@Nullable String page) {
        return page != null && page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
    }
}
