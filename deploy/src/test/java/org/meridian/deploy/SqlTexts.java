package org.meridian.deploy;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds the texts that are handed to the database and says which are not made of constants alone. A text is constant when it
 * is a literal, a constant, {@code Partition.of("table")}, or put together from such ones; a variable or a method of ours is
 * what it was made of; a parameter is what every caller in its file gives.
 */
final class SqlTexts {

    private static final Set<String> SINKS = Set.of(
            "sql",
            "prepareStatement",
            "prepareCall",
            "createNativeQuery",
            "createQuery",
            "executeQuery",
            "executeUpdate",
            "execute",
            "addBatch",
            "batchUpdate",
            "queryForList",
            "queryForObject",
            "queryForMap",
            "nativeSQL");
    private static final Set<String> SAFE_TYPES = Set.of("Partition", "EveryRegion.Names", "int", "long", "boolean");

    private record Unit(
            CompilationUnitTree tree,
            Map<String, List<ExpressionTree>> values,
            Map<String, String> types,
            Map<String, List<MethodTree>> methods,
            List<MethodInvocationTree> calls,
            Map<VariableTree, MethodTree> parameters) {}

    private final List<Unit> units = new ArrayList<>();
    private final Map<String, Unit> byType = new HashMap<>();
    private int seen;

    SqlTexts(Collection<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree tree : task.parse()) {
                units.add(read(tree));
            }
        }
        for (Unit unit : units) {
            for (Tree type : unit.tree().getTypeDecls()) {
                if (type instanceof ClassTree named) {
                    byType.put(named.getSimpleName().toString(), unit);
                }
            }
        }
    }

    /** How many texts were looked at. */
    int seen() {
        return seen;
    }

    /** {@code File.java: text} of each that is not made of constants. */
    List<String> varying() {
        List<String> found = new ArrayList<>();
        for (Unit unit : units) {
            for (MethodInvocationTree call : unit.calls()) {
                boolean ours = call.getMethodSelect() instanceof IdentifierTree
                        && unit.methods().containsKey(name(call)); // what it makes of it is looked at there
                if (SINKS.contains(name(call)) && !call.getArguments().isEmpty() && !ours) {
                    ExpressionTree text = call.getArguments().getFirst();
                    if (text instanceof LambdaExpressionTree) {
                        continue;
                    }
                    seen++;
                    if (!constant(text, unit, new HashSet<>())) {
                        String file = Path.of(unit.tree().getSourceFile().getName())
                                .getFileName()
                                .toString();
                        found.add(file + ": " + text.toString().replaceAll("\\s+", " "));
                    }
                }
            }
        }
        return found;
    }

    private static Unit read(CompilationUnitTree tree) {
        Unit unit =
                new Unit(tree, new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>(), new HashMap<>());
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
                String name = variable.getName().toString();
                unit.types().put(name, String.valueOf(variable.getType()));
                TreePath parent = getCurrentPath().getParentPath();
                if (variable.getInitializer() != null) {
                    unit.values().computeIfAbsent(name, n -> new ArrayList<>()).add(variable.getInitializer());
                } else if (parent.getLeaf() instanceof MethodTree method) {
                    unit.parameters().put(variable, method);
                }
                return super.visitVariable(variable, null);
            }

            @Override
            public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
                unit.values()
                        .computeIfAbsent(assignment.getVariable().toString(), n -> new ArrayList<>())
                        .add(assignment.getExpression());
                return super.visitAssignment(assignment, null);
            }

            @Override
            public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
                unit.values()
                        .computeIfAbsent(assignment.getVariable().toString(), n -> new ArrayList<>())
                        .add(assignment.getExpression());
                return super.visitCompoundAssignment(assignment, null);
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
                unit.methods()
                        .computeIfAbsent(method.getName().toString(), n -> new ArrayList<>())
                        .add(method);
                return super.visitMethod(method, null);
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
                unit.calls().add(call);
                return super.visitMethodInvocation(call, null);
            }
        }.scan(tree, null);
        return unit;
    }

    private boolean constant(ExpressionTree text, Unit unit, Set<String> busy) {
        return switch (text) {
            case LiteralTree literal -> true;
            case ParenthesizedTree inner -> constant(inner.getExpression(), unit, busy);
            case BinaryTree both ->
                constant(both.getLeftOperand(), unit, busy) && constant(both.getRightOperand(), unit, busy);
            case ConditionalExpressionTree either ->
                constant(either.getTrueExpression(), unit, busy) && constant(either.getFalseExpression(), unit, busy);
            case SwitchExpressionTree cases ->
                cases.getCases().stream()
                        .map(CaseTree::getBody)
                        .allMatch(body -> body instanceof ThrowTree
                                || (body instanceof ExpressionStatementTree statement
                                        && constant(statement.getExpression(), unit, busy))
                                || (body instanceof ExpressionTree value && constant(value, unit, busy)));
            case IdentifierTree name -> named(name.getName().toString(), unit, busy);
            case MemberSelectTree member -> {
                Unit owner = byType.get(member.getExpression().toString());
                yield owner != null && named(member.getIdentifier().toString(), owner, busy);
            }
            case MethodInvocationTree call -> called(call, unit, busy);
            default -> false;
        };
    }

    /** A field, variable or parameter: all that it is ever given in its file. */
    private boolean named(String name, Unit unit, Set<String> busy) {
        if (SAFE_TYPES.contains(unit.types().getOrDefault(name, ""))) {
            return true;
        }
        String key = System.identityHashCode(unit) + name;
        if (!busy.add(key)) {
            return true; // decided by its other values
        }
        List<ExpressionTree> values = new ArrayList<>(unit.values().getOrDefault(name, List.of()));
        for (var parameter : unit.parameters().entrySet()) {
            if (parameter.getKey().getName().contentEquals(name) && usedInSql(parameter.getValue(), name)) {
                int index = parameter.getValue().getParameters().indexOf(parameter.getKey());
                List<ExpressionTree> given = given(parameter.getValue(), index, unit);
                if (given.isEmpty()) {
                    return false;
                }
                values.addAll(given);
            }
        }
        return !values.isEmpty() && values.stream().allMatch(value -> constant(value, unit, busy));
    }

    /** A parameter of the same name in a method that has nothing to do with texts says nothing. */
    private static boolean usedInSql(MethodTree method, String name) {
        String body = String.valueOf(method.getBody());
        return body.contains(name);
    }

    private static List<ExpressionTree> given(MethodTree method, int index, Unit unit) {
        return unit.calls().stream()
                .filter(call -> name(call).contentEquals(method.getName())
                        && call.getArguments().size() == method.getParameters().size()
                        && call.getMethodSelect() instanceof IdentifierTree)
                .map(call -> (ExpressionTree) call.getArguments().get(index))
                .toList();
    }

    private boolean called(MethodInvocationTree call, Unit unit, Set<String> busy) {
        String name = name(call);
        boolean arguments = call.getArguments().stream().allMatch(a -> constant(a, unit, busy));
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            ExpressionTree on = select.getExpression();
            if (Set.of("formatted", "replace", "strip", "stripIndent", "indent", "concat", "repeat")
                    .contains(name)) {
                return arguments && constant(on, unit, busy);
            }
            if (name.equals("of") && arguments) {
                return SAFE_TYPES.contains(unit.types().getOrDefault(on.toString(), ""))
                        || on.toString().contains("partitionOf(");
            }
            Unit owner = byType.get(on.toString());
            return owner != null && made(call, owner, unit, busy);
        }
        return made(call, unit, unit, busy);
    }

    /** A method of ours: all that it returns, where its parameters are what this call gives or are safe by their type. */
    private boolean made(MethodInvocationTree call, Unit owner, Unit caller, Set<String> busy) {
        List<MethodTree> methods = owner.methods().getOrDefault(name(call), List.of()).stream()
                .filter(method ->
                        method.getParameters().size() == call.getArguments().size())
                .toList();
        for (MethodTree method : methods) {
            Set<String> inside = new HashSet<>(busy);
            for (int i = 0; i < method.getParameters().size(); i++) {
                VariableTree parameter = method.getParameters().get(i);
                if (SAFE_TYPES.contains(String.valueOf(parameter.getType()))
                        || constant(call.getArguments().get(i), caller, new HashSet<>(busy))) {
                    inside.add(
                            System.identityHashCode(owner) + parameter.getName().toString());
                }
            }
            List<ExpressionTree> returned = new ArrayList<>();
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void none) {
                    returned.add(statement.getExpression());
                    return super.visitReturn(statement, null);
                }

                @Override
                public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void none) {
                    return null;
                }
            }.scan(new TreePath(new TreePath(owner.tree()), method), null);
            if (returned.isEmpty() || !returned.stream().allMatch(text -> constant(text, owner, inside))) {
                return false;
            }
        }
        return !methods.isEmpty();
    }

    private static String name(MethodInvocationTree call) {
        return switch (call.getMethodSelect()) {
            case MemberSelectTree select -> select.getIdentifier().toString();
            default -> call.getMethodSelect().toString();
        };
    }
}
