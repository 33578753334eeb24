package com.hubify.clerk.home;

import com.hubify.clerk.application.OAuthApplications;
import com.hubify.clerk.browser.BrowserSessions;
import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page. */
@Controller
class HomeController {

    private final Issuer issuer;
    private final HomeProperties properties;
    private final Directory directory;
    private final OAuthApplications applications;
    private final BrowserSessions sessions;

    HomeController(
            Issuer issuer,
            HomeProperties properties,
            Directory directory,
            OAuthApplications applications,
            BrowserSessions sessions) {
        this.issuer = issuer;
        this.properties = properties;
        this.directory = directory;
        this.applications = applications;
        this.sessions = sessions;
    }

    @GetMapping("/")
    String home(HttpServletRequest request, Model model) {
        model.addAttribute("issuer", issuer.value());
        model.addAttribute("frontEnd", properties.frontEnd());
        model.addAttribute("publishableKey", issuer.publishableKey());
        model.addAttribute(
                "people",
                directory.users().stream()
                        .map(user -> Person.of(user, directory))
                        .toList());
        model.addAttribute("clients", applications.all());
        model.addAttribute(
                "signedIn",
                sessions.current(request)
                        .flatMap(session -> directory.user(session.userId()))
                        .map(User::label)
                        .orElse(""));
        return "home";
    }
}
