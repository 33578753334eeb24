package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Gives every page its protective headers. A controller that needs a wider {@link PagePolicy} has set it by then. */
class PageHeaders implements HandlerInterceptor {

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
        // Addresses carry state and codes. Stricter still ("no-referrer") would blank the Origin of our own forms.
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
