using System.Globalization;
using System.Runtime.CompilerServices;
using CsCheck;

namespace Initializers.Tests.Support;

/// <summary>
/// Properties of random cases. Every run tries the same cases, so that none fails by chance; a case that fails is shrunk, and
/// printed with its seed. Where one of CsCheck's variables is set, CsCheck chooses the cases: <c>CsCheck_Seed</c> begins with that case,
/// <c>CsCheck_Iter</c> and <c>CsCheck_Time</c> say how many cases, or seconds, a property gets.
/// </summary>
internal static class Property
{
    /// <summary>The number of attempts to find a smaller failing case: enough to find the smallest of a few numbers.</summary>
    private const long Attempts = 20_000;

    private const ulong Seed = 14;

    private static readonly bool IsSearch =
        new[] { "CsCheck_Seed", "CsCheck_Iter", "CsCheck_Time" }.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });

    /// <summary>Tries a property.</summary>
    /// <param name="cases">The cases that the property is about.</param>
    /// <param name="assert">Throws if the property does not hold.</param>
    /// <param name="count">The number of cases.</param>
    public static void Holds<T>(this Gen<T> cases, Action<T> assert, int count = 200)
    {
        if (IsSearch) cases.Sample(assert, print: Printed);
        else Try(cases, assert, count);
    }

    /// <inheritdoc cref="Holds{T}"/>
    public static void Holds<T1, T2>(this Gen<(T1, T2)> cases, Action<T1, T2> assert, int count = 200) =>
        cases.Holds(its => assert(its.Item1, its.Item2), count);

    /// <inheritdoc cref="Holds{T}"/>
    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> cases, Action<T1, T2, T3> assert, int count = 200) =>
        cases.Holds(its => assert(its.Item1, its.Item2, its.Item3), count);

    /// <inheritdoc cref="Holds{T}"/>
    public static void Holds<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> cases, Action<T1, T2, T3, T4> assert, int count = 200) =>
        cases.Holds(its => assert(its.Item1, its.Item2, its.Item3, its.Item4), count);

    /// <inheritdoc cref="Holds{T}"/>
    public static void Holds<T1, T2, T3, T4, T5>(
        this Gen<(T1, T2, T3, T4, T5)> cases, Action<T1, T2, T3, T4, T5> assert, int count = 200) =>
        cases.Holds(its => assert(its.Item1, its.Item2, its.Item3, its.Item4, its.Item5), count);

    /// <summary>Tries the fixed cases, whatever the variables say.</summary>
    public static void Try<T>(Gen<T> cases, Action<T> assert, int count)
    {
        var random = new PCG(0, Seed);
        for (int i = 0; i < count; i++)
        {
            ulong state = random.State;
            T value = cases.Generate(random, null, out _);
            try
            {
                assert(value);
            }
            catch (Exception)
            {
                cases.Sample(assert, seed: random.ToString(state), iter: Attempts, print: Printed);
                throw; // it fails only sometimes
            }
        }
    }

    /// <summary>Writes this library's types by their own ToString, and everything else as CsCheck does.</summary>
    private static string Printed<T>(T value) => value switch
    {
        TensorShape shape => shape.ToString(),
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Printed(tuple[i])))})",
        Array array => $"[{string.Join(", ", array.Cast<object?>().Select(Printed))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => CsCheck.Check.Print(value),
    };
}
