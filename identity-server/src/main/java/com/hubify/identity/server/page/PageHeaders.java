package com.hubify.identity.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Sets the security headers of every page. A controller that needs a wider {@link PagePolicy} has set it before. */
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
        // URLs contain state and codes. With "no-referrer", browsers would send "Origin: null" with our own forms.
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
