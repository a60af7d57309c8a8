using System.Linq.Expressions;
using System.Numerics.Tensors;
using System.Reflection;

namespace Initializers.Tests.Fuzzing;

/// <summary>
/// Calls a member with boxed arguments; compiled, since reflection cannot pass spans, which are made from <see cref="Canaried"/> elements.
/// </summary>
internal delegate object? Caller(object? target, object?[] arguments);

/// <summary>Compiles callers.</summary>
internal static class Callers
{
    public static Caller Of(PublicMember member)
    {
        ParameterExpression target = Expression.Parameter(typeof(object), "target");
        ParameterExpression arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var locals = new List<ParameterExpression>();
        Expression[] passed = [.. member.Parameters.Select(parameter => Passed(parameter, arguments, locals))];
        Expression call = member.Method switch
        {
            ConstructorInfo constructor => Expression.New(constructor, passed),
            MethodInfo { IsStatic: true } method => Expression.Call(method, passed),
            MethodInfo method => Expression.Call(TargetOf(method.DeclaringType!, target), method, passed),
            _ => throw new ArgumentException($"{member} is not callable.", nameof(member)),
        };
        return Expression.Lambda<Caller>(Expression.Block(locals, Boxed(call)), target, arguments).Compile();
    }

    private static UnaryExpression TargetOf(Type type, Expression target) =>
        type.IsValueType ? Expression.Unbox(target, type) : Expression.Convert(target, type);

    private static Expression Passed(ParameterInfo parameter, Expression arguments, List<ParameterExpression> locals)
    {
        Expression argument = Expression.ArrayIndex(arguments, Expression.Constant(parameter.Position));
        Type type = parameter.ParameterType;
        if (parameter.IsOut)
        {
            locals.Add(Expression.Variable(type.GetElementType()!));
            return locals[^1];
        }
        if (type.IsByRef) type = type.GetElementType()!;
        if (CanariedOf(type) is { } canaried) return Expression.Property(Expression.Convert(argument, canaried), type.Name.Split('`')[0]);
        return Expression.Convert(argument, type);
    }

    /// <summary>The type that holds the elements of a span, a memory or a tensor.</summary>
    public static Type? CanariedOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(Span<>) || open == typeof(ReadOnlySpan<>) || open == typeof(Memory<>) || open == typeof(TensorSpan<>))
            ? (open == typeof(TensorSpan<>) ? typeof(CanariedTensor<>) : typeof(Canaried<>)).MakeGenericType(type.GetGenericArguments())
            : null;

    /// <summary>The result as an object: a span as an array, and null for an enumerator that lives on the stack.</summary>
    private static Expression Boxed(Expression call)
    {
        if (call.Type.IsByRefLike && CanariedOf(call.Type) is not null) return Expression.Call(call, nameof(Span<>.ToArray), null);
        if (call.Type == typeof(void) || call.Type.IsByRefLike) return Expression.Block(call, Expression.Constant(null));
        return Expression.Convert(call, typeof(object));
    }
}
