package com.hubify.demo.api;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns refusals of ours and of Spring MVC into the error envelope. It has no handler for everything: what is left, above all
 * access denied, must reach the filters outside, and {@link FailureController} answers the rest.
 */
@RestControllerAdvice
class ErrorAdvice extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        return answer(refusal.status(), refusal.code(), refusal.sentence(), new HttpHeaders(), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(status.value(), "invalid_request", UnreadableBody.sentence(failure), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(status.value(), "invalid_request", "A parameter has the wrong form.", headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ErrorCode code = ErrorCode.of(status.value());
        return answer(status.value(), code.code(), code.sentence(), headers, request);
    }

    private static ResponseEntity<Object> answer(
            int status, String code, String sentence, HttpHeaders headers, WebRequest request) {
        return ErrorAnswer.of(status, code, sentence, headers, request.getHeader(HttpHeaders.ACCEPT));
    }
}
