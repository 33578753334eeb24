package com.hubify.demo.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns refusals of ours and of Spring MVC into the error envelope. It has no handler for everything: what is left, above all
 * access denied, must reach the filters outside, and {@link FailureController} answers the rest.
 */
@RestControllerAdvice
class ErrorAdvice extends ResponseEntityExceptionHandler {

    private final ErrorAnswer answer;

    ErrorAdvice(RequestIds ids) {
        this.answer = new ErrorAnswer(ids);
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, ServletWebRequest request) {
        return answer(refusal, new HttpHeaders(), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Refusal.invalid(UnreadableBody.sentence(failure)), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Refusal.invalid("A parameter has the wrong form."), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Refusal.of(status.value()), headers, request);
    }

    private ResponseEntity<Object> answer(Refusal refusal, HttpHeaders headers, WebRequest request) {
        ServletWebRequest servlet = (ServletWebRequest) request;
        return answer.of(refusal, headers, servlet.getRequest(), Objects.requireNonNull(servlet.getResponse()));
    }
}
