using System.Globalization;
using System.Numerics;
using System.Reflection;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// Every public member that reflection can call (those with spans have tables of their own) with one hostile argument at a time: what it
/// refuses, it refuses by a parameter
/// of its own, at once; and what it makes is written the same way in every culture.
/// </summary>
public class PublicMemberTests
{
    private static readonly CultureInfo Odd = OddCulture();

    /// <summary>Where to call instance members.</summary>
    private static readonly Dictionary<Type, Func<object>> Instances = new()
    {
        [typeof(PyTorchRandom)] = () => new PyTorchRandom(1),
        [typeof(NumPyRandom)] = () => new NumPyRandom(1),
        [typeof(NumPyLegacyRandom)] = () => new NumPyLegacyRandom(1),
        [typeof(TensorFlowRandom)] = () => new TensorFlowRandom(1),
        [typeof(TensorFlowSeed)] = () => new TensorFlowSeed(-1, 2),
        [typeof(JaxRandom)] = () => new JaxRandom(1),
        [typeof(JaxKey)] = () => new JaxKey(1, 2),
        [typeof(JaxInitializer)] = () => JaxInit.HeNormal(),
        [typeof(KerasInitializer)] = () => KerasInit.HeNormal(),
        [typeof(KerasRandom)] = () => KerasRandom.Generator(-1, KerasBackend.TensorFlow),
        [typeof(KerasSession)] = () => new KerasSession(1, KerasBackend.NumPy),
        [typeof(KerasModel)] = () => new KerasModel(KerasLayer.Dense(2, 3, KerasInit.RandomUniform(1, -1) with { Seed = -1 })),
        [typeof(FlaxLayer)] = () => FlaxLayer.Dense(2, 3),
        [typeof(FlaxRngs)] = () => new FlaxRngs(1),
        [typeof(PyTorchModule)] = () => PyTorchInit.Sequential(PyTorchInit.Linear(2, 3), PyTorchInit.PReLU(init: 1e300)),
        [typeof(PyTorchParameter)] = () => PyTorchInit.PReLU(init: 1e300).First(),
        [typeof(SeedSequence)] = () => new SeedSequence(1),
    };

    /// <summary>Whose members have no parameter for some faults, those of what they are called on.</summary>
    private static readonly Type[] Faults = [typeof(PyTorchModule), typeof(PyTorchParameter)];

    private static readonly Dictionary<Type, object?[]> Hostile = new()
    {
        [typeof(long)] = [long.MinValue, -1L, 0L, 1L, 1L << 20, 1L << 40, 1L << 62, long.MaxValue],
        [typeof(int)] = [int.MinValue, -1, 0, 1, int.MaxValue],
        [typeof(uint)] = [0u, uint.MaxValue],
        [typeof(ulong)] = [0ul, ulong.MaxValue],
        [typeof(double)] = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1.0, -0.0, 1e-320, -2.5, 70000.0, 1e39, 1e300,
            double.MaxValue],
        [typeof(bool)] = [true, false],
        [typeof(string)] = [null, "", "\ud800", "tanh", new string('x', 100_000), "{\"class_name\":\"HeNormal\",\"config\":{\"seed\":-1}}"],
        [typeof(BigInteger)] = [-BigInteger.One, BigInteger.Zero, BigInteger.Pow(2, 300)],
        [typeof(TensorShape)] = [new TensorShape(), new TensorShape(0), new TensorShape(3, 0), new TensorShape(1L << 62),
            new TensorShape(1, 1, 1, 1, 1, 1, 1, 1), new TensorShape(1L << 20, 1L << 20)],
        [typeof(int[])] = [null, Array.Empty<int>(), new[] { int.MinValue }, new[] { -1, 5 }],
        [typeof(IReadOnlyList<string>)] = [null, new string[] { null! }, new[] { "\udfff" }, Array.Empty<string>()],
        [typeof(IReadOnlyList<uint>)] = [null, Array.Empty<uint>(), new uint[625]],
        [typeof(IReadOnlyList<ulong>)] = [null, Array.Empty<ulong>(), new ulong[624]],
        [typeof(IReadOnlyList<BigInteger>)] = [null, Array.Empty<BigInteger>(), new[] { BigInteger.MinusOne }],
        [typeof(IRandomSource)] = [null, new PhiloxRandom(1), new NumPyRandom(1)],
        [typeof(KerasRandomState)] = [default(KerasRandomState), new KerasRandomState(new(-1, -1), KerasBackend.Jax, true)],
        [typeof(FlaxRngsState)] = [new FlaxRngsState(default, -5)],
    };

    private static readonly Dictionary<Type, Func<object?>> Samples = new()
    {
        [typeof(long)] = () => 4L,
        [typeof(int)] = () => 2,
        [typeof(uint)] = () => 3u,
        [typeof(ulong)] = () => 3ul,
        [typeof(double)] = () => 0.5,
        [typeof(string)] = () => "linear",
        [typeof(TensorShape)] = () => new TensorShape(2, 2),
        [typeof(int[])] = () => new[] { 0 },
        [typeof(float[])] = () => new float[4],
        [typeof(IReadOnlyList<string>)] = () => new[] { "Dense_0" },
        [typeof(IReadOnlyList<uint>)] = () => new KerasSession(1, KerasBackend.Jax).State.Python,
        [typeof(IReadOnlyList<ulong>)] = () => new NumPyRandom(1).State.Words,
        [typeof(IReadOnlyList<BigInteger>)] = () => new[] { BigInteger.One },
        [typeof(IRandomSource)] = () => new PyTorchRandom(1),
        [typeof(SeedSequence)] = () => new SeedSequence(1),
        [typeof(KerasInitializer)] = () => KerasInit.HeNormal(),
        [typeof(JaxInitializer)] = () => JaxInit.HeNormal(),
        [typeof(KerasLayer)] = () => KerasLayer.Dense(2, 3),
        [typeof(NumPyState)] = () => new NumPyRandom(1).State,
        [typeof(SeedSequenceState)] = () => new SeedSequence(1).State,
        [typeof(KerasSessionState)] = () => new KerasSession(1, KerasBackend.Jax).State,
    };

    public static TheoryData<string> Types =>
        [.. typeof(PyTorchInit).Assembly.GetExportedTypes().Where(type => Calls(type).Any()).Select(type => type.FullName!)];

    [Theory, MemberData(nameof(Types))]
    public void Members_OfHostileArguments_RefuseThemByTheirOwnParameters(string name)
    {
        Type type = typeof(PyTorchInit).Assembly.GetType(name)!;
        foreach (MethodBase member in Calls(type))
        {
            ParameterInfo[] parameters = member.GetParameters();
            for (int hostile = 0; hostile < parameters.Length; hostile++)
            {
                foreach (object? value in HostileOf(parameters[hostile].ParameterType)) Call(member, parameters, hostile, value);
            }
        }
    }

    private static void Call(MethodBase member, ParameterInfo[] parameters, int hostile, object? value)
    {
        object?[] arguments = [.. parameters.Select((parameter,
            i) => i == hostile ? value : parameter.HasDefaultValue ? DefaultOf(parameter) : SampleOf(parameter.ParameterType))];
        string call = $"{member.DeclaringType!.Name}.{member.Name}({string.Join(", ", arguments.Select(Shown))})";
        object? made;
        try
        {
            made = member is ConstructorInfo constructor
                ? constructor.Invoke(arguments) : member.Invoke(member.IsStatic ? null : Instances[member.DeclaringType](), arguments);
        }
        catch (TargetInvocationException exception)
        {
            if (exception.InnerException is InvalidOperationException && Faults.Contains(member.DeclaringType))













                return;
            exception.InnerException.Should().BeAssignableTo<ArgumentException>(call);
            var refusal = (ArgumentException)exception.InnerException!;
            refusal.ParamName.Should().BeOneOf(parameters.Select(parameter => parameter.Name), $"{call}: {refusal.Message}");
            refusal.Message.Length.Should().BeLessThan(1000, call);
            return;
        }
        Written(made, Odd).Should().Be(Written(made, CultureInfo.InvariantCulture), call);
    }

    private static IEnumerable<MethodBase> Calls(Type type) =>
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).OfType<MethodBase>()
        let parameters = member.GetParameters()
        where !member.IsSpecialName || member is ConstructorInfo
        where member is not MethodInfo { Name: "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "<Clone>$" or "GetEnumerator" }
        where !type.ContainsGenericParameters && !type.IsEnum && parameters.Length > 0
            && !parameters.Any(parameter => parameter.ParameterType.IsByRefLike || parameter.ParameterType.IsByRef)
        where member.IsStatic || (member is ConstructorInfo ? !type.IsAbstract : Instances.ContainsKey(type))
        select member;

    private static object?[] HostileOf(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) return [Enum.ToObject(plain, -1), Enum.ToObject(plain, 0), Enum.ToObject(plain, 1), Enum.ToObject(plain, 99)];
        if (Hostile.TryGetValue(plain, out object?[]? values)) return plain == type ? values : [null, .. values];
        return plain.IsValueType ? [Activator.CreateInstance(plain)] : [null, SampleOf(plain)];
    }

    private static object? SampleOf(Type type) =>
        Samples.TryGetValue(type, out Func<object?>? sample) ? sample() : type.IsValueType ? Activator.CreateInstance(type) : null;

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value
            && (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is { IsEnum: true } plain
                ? Enum.ToObject(plain, value)
        : parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);

    private static string Shown(object? value) =>
        value switch { null => "null", string { Length: > 20 } text => $"{text.Length} characters", _ => value.ToString()! };

    private static string? Written(object? value, CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return value is double or float or long or int ? null : value?.ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>A culture whose numbers look like no others.</summary>
    private static CultureInfo OddCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NegativeSign, culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NaNSymbol,
            culture.NumberFormat.PositiveInfinitySymbol) = ("~", "'", "none", "much");
        return culture;
    }
}
