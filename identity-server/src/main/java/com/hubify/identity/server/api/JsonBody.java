package com.hubify.identity.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON bodies strictly: at most 16 KiB unless said otherwise, no unknown members, no duplicates, no type conversion. A body that a proxy
 * could interpret differently is refused.
 */
public final class JsonBody {

    private static final int MAX_BYTES = 16 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Integer,
                    config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Boolean,
                    config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Collection,
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private JsonBody() {}

    /**
     * Reads the body as a record, whose components are the members in snake_case; those left out are null.
     *
     * @throws ApiRefusal if the body is too large or is not such an object
     */
    public static <T> T read(InputStream body, Class<T> type) throws IOException {
        return read(bytes(body), type);
    }

    /**
     * The body as it was sent.
     *
     * @throws ApiRefusal if it is too large
     */
    public static byte[] bytes(InputStream body) throws IOException {
        return bytes(body, MAX_BYTES);
    }

    /**
     * The same for bodies of another size.
     *
     * @param most largest body, in bytes
     * @throws ApiRefusal as above
     */
    public static byte[] bytes(InputStream body, int most) throws IOException {
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new ApiRefusal(ApiError.of(413));
        }
        return bytes;
    }

    /**
     * The same for a body that may be left out, together with its content type: then it is that of an empty object.
     *
     * @param contentType the header; null if missing
     * @throws HttpMediaTypeNotSupportedException if there is a body that is not said to be JSON
     */
    public static byte[] optional(@Nullable String contentType, InputStream body)
            throws IOException, HttpMediaTypeNotSupportedException {
        byte[] bytes = bytes(body);
        if (contentType == null && bytes.length == 0) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        if (!isJson(contentType)) {
            throw new HttpMediaTypeNotSupportedException("not JSON");
        }
        return bytes;
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /**
     * The same as {@link #read(InputStream, Class)} of bytes that were read before.
     *
     * @throws ApiRefusal if they are no such object
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        T value = parse(bytes, type);
        if (value == null) {
            throw new ApiRefusal(ApiError.badRequest("The body must be a JSON object."));
        }
        return value;
    }

    private static <T> @Nullable T parse(byte[] bytes, Class<T> type) {
        try {
            return STRICT.readValue(bytes, type);
        } catch (PropertyBindingException e) {
            throw new ApiRefusal(
                    ApiError.badRequest("The body has an unknown member; known members are " + known(e) + "."));
        } catch (DatabindException e) {
            throw new ApiRefusal(ApiError.badRequest(member(e) + " has a value of the wrong type."));
        } catch (JacksonException e) {
            throw new ApiRefusal(ApiError.badRequest("The body is not valid JSON, or contains a member twice."));
        }
    }

    private static String known(PropertyBindingException e) {
        return e.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
    }

    // Only members of our own records appear in the path here, so nothing the client wrote is echoed.
    private static String member(DatabindException e) {
        return e.getPath().isEmpty() || e.getPath().get(0).getPropertyName() == null
                ? "The body"
                : e.getPath().get(0).getPropertyName();
    }
}
