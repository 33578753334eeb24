package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** Adds the operators' contact to the model of every page. Not to redirects, which would append it to the query. */
class ContactOnPages implements HandlerInterceptor {

    private final Contact contact;

    ContactOnPages(Contact contact) {
        this.contact = contact;
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView modelAndView) {
        String view = modelAndView == null ? null : modelAndView.getViewName();
        if (modelAndView != null && view != null && !view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
            modelAndView.addObject("contact", contact);
        }
    }
}
