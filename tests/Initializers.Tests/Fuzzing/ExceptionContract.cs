using System.Collections.Concurrent;
using System.Reflection;
using Initializers.Diagnostics;

namespace Initializers.Tests.Fuzzing;

/// <summary>
/// The contract of every call: it returns, or throws an <see cref="ArgumentException"/> that names a parameter of the called method, or an
/// exception that its documentation names; a refused call writes nothing and advances no source; nothing is written outside a span.
/// </summary>
internal static class ExceptionContract
{
    /// <summary>The longest message: a long argument is echoed only in part.</summary>
    private const int LongestMessage = 1000;

    /// <summary>What is wrong with a plan is listed, up to twenty faults.</summary>
    private const int LongestList = 15_000;

    /// <summary>Members that call the caller's function between writes and cannot predict its results.</summary>
    private static readonly string[] WithCallbacks = [nameof(Lsuv.Run), nameof(SignalPropagation.Observe)];

    /// <summary>Exceptions that are faults even where they are documented.</summary>
    private static readonly Type[] Never =
    [
        typeof(NullReferenceException), typeof(IndexOutOfRangeException), typeof(InvalidCastException), typeof(DivideByZeroException),
        typeof(AggregateException), typeof(OutOfMemoryException), typeof(KeyNotFoundException), typeof(OverflowException),
    ];

    private static readonly ConcurrentDictionary<MethodBase, Caller> Compiled = new();

    private static readonly ConcurrentDictionary<MethodBase, IReadOnlyCollection<string>> Documented = new();

    /// <summary>Describes what is wrong with a call; null if nothing is.</summary>
    public static string? FaultOf(Call call)
    {
        Caller caller = Compiled.GetOrAdd(call.Member.Method, _ => Callers.Of(call.Member));
        int before = call.Fingerprint;
        object? made;
        try
        {
            made = caller(call.Target, call.Arguments);
        }
        catch (Exception exception)
        {
            if (!call.IsIntact) return "writes outside of a span, and throws.";
            if (FaultOf(call, exception) is { } fault) return fault;
            return call.Fingerprint == before || WithCallbacks.Contains(call.Member.Method.Name) ? null
                : $"writes or moves what it was given, and then refuses: {exception.Message}";
        }
        if (!call.IsIntact) return "writes outside of a span.";
        return call.Refused is not null ? $"takes the null of {call.Refused}." : MadeValues.FaultOf(made);
    }

    private static string? FaultOf(Call call, Exception exception)
    {
        IReadOnlyCollection<string> documented = Documented.GetOrAdd(call.Member.Method, DocumentedExceptions.Of);
        bool isDocumented = Bases(exception.GetType()).Any(type => documented.Contains(type.FullName!))
            || (exception is InvalidOperationException && call.HasFiniteSource);
        if (exception is not ArgumentException refusal)
            return isDocumented && !Never.Contains(exception.GetType()) ? null : $"throws what is not documented: {exception}";
        if (!call.Member.Names(refusal.ParamName)) return $"names {refusal.ParamName ?? "nothing"}: {exception}";
        bool isOfNull = refusal is ArgumentNullException && refusal.ParamName == call.Refused;
        if (call.Refused is { Length: > 0 } && !isOfNull && refusal.ParamName != "T")
            return $"refuses the null of {call.Refused} by: {exception}";
        int longest = refusal is PlanException ? LongestList : LongestMessage;
        return refusal.Message.Length > longest ? $"echoes {refusal.Message.Length} characters." : null;
    }

    /// <summary>A type of exception, and those that it is one of, but for the most general.</summary>
    private static IEnumerable<Type> Bases(Type exception)
    {
        for (Type type = exception; type != typeof(Exception) && type != typeof(SystemException); type = type.BaseType!) yield return type;
    }
}
