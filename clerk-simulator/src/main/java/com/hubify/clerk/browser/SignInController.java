package com.hubify.clerk.browser;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in page, which stands for Clerk's account portal. */
@Controller
class SignInController {

    private static final String VIEW = "sign-in";

    private final Directory directory;
    private final BrowserSessions sessions;

    SignInController(Directory directory, BrowserSessions sessions) {
        this.directory = directory;
        this.sessions = sessions;
    }

    @GetMapping(SignInAddress.PATH)
    ModelAndView page(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = "") String redirectUrl,
            HttpServletRequest request) {
        if (sessions.current(request).isPresent()) {
            return SeeOther.to(SignInAddress.returnAddress(redirectUrl));
        }
        return page(redirectUrl, "", false);
    }

    @PostMapping(SignInAddress.PATH)
    ModelAndView signIn(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = "") String redirectUrl,
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<User> user = directory.signIn(identifier.strip(), password);
        if (user.isEmpty()) {
            return page(redirectUrl, identifier, true);
        }
        String target = SignInAddress.returnAddress(redirectUrl);
        sessions.begin(user.get(), SignInAddress.authorizationQuery(target), request, response);
        return SeeOther.to(target);
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request);
        sessions.forget(response);
        return SeeOther.to("/");
    }

    private static ModelAndView page(String redirectUrl, String identifier, boolean refused) {
        ModelAndView page = new ModelAndView(VIEW);
        page.setStatus(refused ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("redirectUrl", redirectUrl);
        page.addObject("identifier", identifier);
        page.addObject("refused", refused);
        return page;
    }
}
