package com.hubify.clerk.browser;

import com.hubify.clerk.application.OAuthApplications;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The sign-out page. It goes on to addresses of registered applications only: a link that signs people out and then sends
 * them anywhere would be a gift to phishers.
 */
@Controller
class SignOutController {

    static final String PATH = "/sign-out";

    private static final String HOME = "/";

    private final OAuthApplications applications;
    private final BrowserSessions sessions;

    SignOutController(OAuthApplications applications, BrowserSessions sessions) {
        this.applications = applications;
        this.sessions = sessions;
    }

    /** @param postLogoutRedirectUri the address in OpenID Connect's words, for those who found this page by discovery */
    @GetMapping(PATH)
    ModelAndView page(
            @RequestParam(name = "post_logout_redirect_uri", defaultValue = HOME) String postLogoutRedirectUri,
            @RequestParam(name = SignInAddress.PARAMETER, required = false) @Nullable String address,
            HttpServletRequest request) {
        String redirectUrl = address == null ? postLogoutRedirectUri : address;
        return sessions.all(request).isEmpty()
                ? SeeOther.to(returnAddress(redirectUrl))
                : new ModelAndView("sign-out").addObject("redirectUrl", redirectUrl);
    }

    @PostMapping(PATH)
    ModelAndView signOut(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = HOME) String redirectUrl,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.endAll(request);
        sessions.forget(response);
        return SeeOther.to(returnAddress(redirectUrl));
    }

    private String returnAddress(String redirectUrl) {
        return applications.all().stream().anyMatch(application -> application.owns(redirectUrl)) ? redirectUrl : HOME;
    }
}
