package com.hubify.clerk.browser;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A 303: after a form the browser goes on with GET, and the password is not posted anywhere else. */
public final class SeeOther {

    private SeeOther() {}

    /** The address is sent as it is; braces in it are not templates. */
    public static ModelAndView to(String address) {
        RedirectView view = new RedirectView(address, false, false, false);
        view.setExpandUriTemplateVariables(false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
