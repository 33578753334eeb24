package com.hubify.clerk.browser;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The account chooser: who acts on this browser. */
@Controller
class AccountsController {

    private final Directory directory;
    private final BrowserSessions sessions;

    AccountsController(Directory directory, BrowserSessions sessions) {
        this.directory = directory;
        this.sessions = sessions;
    }

    @GetMapping(SignInAddress.CHOOSER)
    ModelAndView page(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = "") String redirectUrl,
            HttpServletRequest request) {
        return new ModelAndView("accounts")
                .addObject("redirectUrl", redirectUrl)
                .addObject("accounts", accounts(request));
    }

    @PostMapping(path = SignInAddress.CHOOSER, params = "choose")
    ModelAndView choose(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = "") String redirectUrl,
            @RequestParam("choose") String session,
            HttpServletRequest request) {
        sessions.choose(session, request);
        return SeeOther.to(SignInAddress.returnAddress(redirectUrl));
    }

    @PostMapping(path = SignInAddress.CHOOSER, params = "remove")
    ModelAndView remove(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = "") String redirectUrl,
            @RequestParam("remove") String session,
            HttpServletRequest request) {
        sessions.remove(session, request);
        return page(redirectUrl, request);
    }

    private List<Account> accounts(HttpServletRequest request) {
        return sessions.all(request).stream().map(this::account).toList();
    }

    private Account account(Session session) {
        String label =
                directory.user(session.userId()).map(user -> user.label()).orElse(session.userId());
        return new Account(session.id(), label);
    }

    /** A person signed in on this browser. */
    record Account(String session, String label) {}
}
