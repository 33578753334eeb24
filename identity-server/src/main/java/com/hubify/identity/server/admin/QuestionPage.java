package com.hubify.identity.server.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** Shows a {@link Question}, and whether its form answers it. */
public final class QuestionPage {

    private QuestionPage() {}

    /** The page. */
    public static String show(Question question, Model model) {
        model.addAttribute("question", question);
        return "admin/question";
    }

    /** Whether what must be typed was. */
    public static boolean isAnswered(Question question, HttpServletRequest request) {
        return question.isAnsweredBy(request.getParameter("typed"));
    }

    /** The page again, saying why the act was refused; null for what must be typed and was not. */
    public static String again(Question question, @Nullable String problem, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        model.addAttribute("mistyped", problem == null);
        model.addAttribute("problem", problem);
        return show(question, model);
    }
}
