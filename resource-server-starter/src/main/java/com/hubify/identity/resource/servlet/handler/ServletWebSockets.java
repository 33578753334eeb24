package com.hubify.identity.resource.servlet.handler;

import org.springframework.util.ClassUtils;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * Finds the WebSocket handler behind the request handler to which Spring MVC maps its path: the handshake is the
 * request that is authorized.
 */
final class ServletWebSockets {

    private static final boolean ARE_THERE = ClassUtils.isPresent(
            "org.springframework.web.socket.server.support.WebSocketHttpRequestHandler",
            ServletWebSockets.class.getClassLoader());

    private ServletWebSockets() {}

    /** The WebSocket handler behind a request handler; any other handler unchanged. */
    static Object behind(Object handler) {
        return ARE_THERE ? Handlers.behind(handler) : handler;
    }

    /** In a class of its own, since many services do not have WebSockets. */
    private static final class Handlers {

        static Object behind(Object handler) {
            if (handler instanceof WebSocketHttpRequestHandler sockets) {
                return unwrapped(sockets.getWebSocketHandler());
            }
            return handler instanceof SockJsHttpRequestHandler sockets
                    ? unwrapped(sockets.getWebSocketHandler())
                    : handler;
        }

        private static Object unwrapped(WebSocketHandler handler) {
            return WebSocketHandlerDecorator.unwrap(handler);
        }
    }
}
