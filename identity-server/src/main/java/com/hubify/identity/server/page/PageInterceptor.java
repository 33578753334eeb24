package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Sets the security headers of every page, and adds the operators' contact to its model. A controller that needs a wider
 * {@link PagePolicy} has set it before.
 */
class PageInterceptor implements HandlerInterceptor {

    private final Contact contact;

    PageInterceptor(Contact contact) {
        this.contact = contact;
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView modelAndView) {
        if (modelAndView == null) {
            return;
        }
        PagePolicy.protect(response, PagePolicy.FORMS_STAY);
        // URLs contain state and codes. With "no-referrer", browsers would send "Origin: null" with our own forms.
        response.setHeader("Referrer-Policy", "same-origin");
        // A redirect would append it to the query.
        String view = modelAndView.getViewName();
        if (view != null && !view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
            modelAndView.addObject("contact", contact);
        }
    }
}
