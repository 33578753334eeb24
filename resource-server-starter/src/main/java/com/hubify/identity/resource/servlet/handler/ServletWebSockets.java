package com.hubify.identity.resource.servlet.handler;

import org.springframework.util.ClassUtils;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/** Sees through what Spring MVC maps paths to in place of web socket handlers: the handshake is the request that has a caller. */
final class ServletWebSockets {

    private static final boolean ARE_THERE = ClassUtils.isPresent(
            "org.springframework.web.socket.server.support.WebSocketHttpRequestHandler",
            ServletWebSockets.class.getClassLoader());

    private ServletWebSockets() {}

    /** The web socket handler behind a handler of requests; any other handler as it is. */
    static Object behind(Object handler) {
        return ARE_THERE ? Handlers.behind(handler) : handler;
    }

    /** Apart, since many services have no web sockets. */
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
