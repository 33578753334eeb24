package com.hubify.demo.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what nobody else did: a failure on our side says nothing about itself but the request's id. */
@RestController
class FailureController implements ErrorController {

    private final ErrorAnswer answer;

    FailureController(RequestIds ids) {
        this.answer = new ErrorAnswer(ids);
    }

    @RequestMapping("/error")
    ResponseEntity<Object> failed(HttpServletRequest request, HttpServletResponse response) {
        // Without the attribute someone asked for the path itself, which is nothing that exists.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return answer.of(Refusal.of(status), new HttpHeaders(), request, response);
    }
}
