using System.Reflection;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Recipes;

/// <summary>Every recipe and scheme with numbers that nobody means: an error names the parameter of the method that was called, and what is accepted fills finite weights or is refused by its shape.</summary>
public class HostileParameterTests
{
    private static readonly double[] Numbers =
    [
        double.NaN, double.NegativeInfinity, -1e30, -1, -0.0, 0, double.Epsilon, 1e-160, 1e-45, 0.30000000000000004, 0.3, 1, 2, Math.BitIncrement(2.0), 1.7e38, float.MaxValue, 3.5e38, 1e155, double.MaxValue,
        double.PositiveInfinity,
    ];

    private static readonly long[] Integers = [long.MinValue, -1, 0, 1, 2, 1L << 31, 1L << 53, long.MaxValue];

    private static readonly TensorShape[] Shapes =
    [
        [1, 1], [4, 4], [1, 7], [7, 1], TensorShape.Convolution(2, 4, [3]), TensorShape.Vector(8).WithFans(1, 1), TensorShape.Vector(8).WithFans(1, long.MaxValue), TensorShape.Linear(3, 8).WithBlocks([7, 1]),
        TensorShape.Linear(3, 8).WithFans(long.MaxValue, long.MaxValue), TensorShape.Vector(4).WithFans(1, 1L << 62),
    ];

    public static TheoryData<string> Methods =>
        [.. Makers().Select(Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryMaker_OfHostileNumbers_NamesItsParameterOrMakesWhatFillsFiniteWeights(string method)
    {
        MethodBase maker = Makers().Single(one => Name(one) == method);
        ParameterInfo[] parameters = maker.GetParameters();
        int made = 0;
        foreach (object?[] arguments in Arguments(parameters))
        {
            IWeightInitializer initializer;
            try
            {
                initializer = (IWeightInitializer)(maker is ConstructorInfo constructor ? constructor.Invoke(arguments) : maker.Invoke(null, arguments))!;
            }
            catch (TargetInvocationException invocation)
            {
                if (invocation.InnerException is ArgumentException { ParamName: var name } && parameters.Any(parameter => parameter.Name == name)) continue;
                throw new InvalidOperationException($"{method}({string.Join(", ", arguments)})", invocation.InnerException);
            }
            made++;
            foreach (TensorShape shape in Shapes) FillsFiniteWeights(initializer, shape);
        }
        made.Should().BePositive();
    }

    private static void FillsFiniteWeights(IWeightInitializer initializer, TensorShape shape)
    {
        PhiloxRandom random = TestSeed.Source(nameof(HostileParameterTests));
        float[] weights = [.. Enumerable.Repeat(123f, (int)shape.Count)];
        try
        {
            initializer.Initialize(weights, shape, random);
            if (random.Position != weights.Length || !weights.All(float.IsFinite)) Assert.Fail($"{initializer} of {shape} fills [{string.Join(", ", weights)}] and moves by {random.Position}.");
        }
        catch (ArgumentException refused)
        {
            if (refused.ParamName != "shape" || random.Position != 0 || !weights.All(weight => weight == 123)) throw new InvalidOperationException($"{initializer} of {shape}", refused);
        }
    }

    /// <summary>The recipes, the schemes' constructors, and the catalogue's members of structure, all of whose parameters are numbers or enumerations.</summary>
    private static IEnumerable<MethodBase> Makers()
    {
        Type[] recipes = [typeof(TransformerInit), typeof(AdapterInit), typeof(RecurrentInit), typeof(SigmoidInit), typeof(FieldInit), typeof(StateSpaceInit), typeof(Init), typeof(SparseInitializer)];
        IEnumerable<MethodBase> members = recipes.SelectMany(recipe => recipe.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsDefined(typeof(ObsoleteAttribute)) && method.ReturnType.IsAssignableTo(typeof(IWeightInitializer)));
        IEnumerable<MethodBase> constructors = typeof(Init).Assembly.GetTypes()
            .Where(type => type.IsPublic && !type.IsAbstract && type.IsAssignableTo(typeof(IWeightInitializer))).SelectMany(type => type.GetConstructors());
        return members.Concat(constructors).Where(maker => maker.GetParameters() is { Length: > 0 } parameters && parameters.All(parameter => ValuesOf(parameter).Length > 0));
    }

    private static string Name(MethodBase maker) => $"{maker.DeclaringType!.Name}.{maker.Name}({string.Join(", ", maker.GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}"))})";

    /// <summary>Each parameter with each value, the others at a plain one; and two hostile numbers at a time.</summary>
    private static IEnumerable<object?[]> Arguments(ParameterInfo[] parameters)
    {
        object?[] plain = [.. parameters.Select(Plain)];
        for (int first = 0; first < parameters.Length; first++)
        {
            for (int second = first; second < parameters.Length; second++)
            {
                foreach (object one in ValuesOf(parameters[first]))
                {
                    foreach (object other in first == second ? [one] : ValuesOf(parameters[second]))
                    {
                        object?[] arguments = [.. plain];
                        (arguments[first], arguments[second]) = (one, other);
                        yield return arguments;
                    }
                }
            }
        }
    }

    private static object? Plain(ParameterInfo parameter) => parameter.HasDefaultValue && parameter.DefaultValue is not null ? Default(parameter)
        : parameter.ParameterType == typeof(double) ? 0.5
        : parameter.ParameterType == typeof(long) ? 3L
        : ValuesOf(parameter)[0];

    private static object Default(ParameterInfo parameter) => parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, parameter.DefaultValue!) : parameter.DefaultValue!;

    private static object[] ValuesOf(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(double) ? [.. Numbers.Cast<object>()]
            : type == typeof(long) ? [.. Integers.Cast<object>()]
            : type == typeof(bool) ? [false, true]
            : type == typeof(Distribution) ? [Distribution.Uniform, Distribution.Normal, Distribution.TruncatedNormal, Distribution.TruncatedAt(double.Epsilon), Distribution.TruncatedAt(1e-3), Distribution.TruncatedAt(double.MaxValue)]
            : type.IsEnum ? [.. Enum.GetValues(type).Cast<object>(), Enum.ToObject(type, -1), Enum.ToObject(type, 99)]
            : [];
    }
}
