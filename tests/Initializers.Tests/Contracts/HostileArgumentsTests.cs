using System.Reflection;
using Initializers.Diagnostics;

namespace Initializers.Tests.Contracts;

/// <summary>
/// Public members of the theory, of <see cref="Lsuv"/> and of the diagnostics, one argument hostile at a time: what is refused is refused
/// by an <see cref="ArgumentException"/> that names a parameter of the method that was called.
/// </summary>
public class HostileArgumentsTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Core =
    [
        typeof(Activation), typeof(FixedPoint), typeof(FixedPoints), typeof(Gain), typeof(MeanField), typeof(Recommendation), typeof(Lsuv),
        typeof(LsuvLayer), typeof(LsuvReport), typeof(LsuvResult), typeof(OutputStatistics), typeof(WeightPrediction),
    ];

    /// <summary>Numbers of what is done, of which a huge one is what was asked for.</summary>
    private static readonly string[] Counts = ["times", "seeds"];

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<string, MethodBase> ByName = Core
        .Concat(typeof(SignalNetwork).Assembly.GetExportedTypes().Where(type => !type.IsEnum && type != typeof(SignalObserver)))
        .SelectMany(Members)
        .Concat(typeof(Init).GetMethods().Where(method => method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Activation)))
        .ToDictionary(member => $"{member.DeclaringType!.Name}.{member}");

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Member_OfAHostileArgument_RefusesItByTheNameOfItsParameter(string name)
    {
        MethodBase member = ByName[name];
        ParameterInfo[] parameters = member.GetParameters();
        object?[] sane = [.. parameters.Select(parameter => HostileArguments.For(parameter.ParameterType)[0])];
        object?[] targets = [null];
        if (!member.IsStatic && member is not ConstructorInfo) targets = HostileArguments.ObjectsOf(member.DeclaringType!);
        foreach (object? target in targets)
        {
            Call(member, target, sane);
            foreach (ParameterInfo parameter in parameters)
            {
                foreach (object? value in HostileArguments.For(parameter.ParameterType).Skip(1))
                {
                    if (value is int count && count > 1000 && Counts.Contains(parameter.Name)) continue;
                    object?[] arguments = [.. sane];
                    arguments[parameter.Position] = value;
                    bool refused = Call(member, target, arguments);
                    if (value is null && Nullability.Create(parameter).WriteState == NullabilityState.NotNull)
                        refused.Should().BeTrue("{0} must not be null", parameter.Name);
                }
            }
        }
    }

    /// <summary>Whether the arguments are refused, as they may be.</summary>
    private static bool Call(MethodBase member, object? target, object?[] arguments)
    {
        try
        {
            object? result = member is ConstructorInfo constructor ? constructor.Invoke(arguments) : member.Invoke(target, arguments);
            result?.ToString();
            return false;
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is ArgumentException refusal)
        {
            member.GetParameters().Select(parameter => parameter.Name)
                .Should().Contain(refusal.ParamName, "{0} was told {1}, and said: {2}", member, string.Join(", ", arguments), refusal);
            return true;
        }
        catch (TargetInvocationException wrapped)
        {
            wrapped.InnerException.Should().BeNull("{0} of {1} was told {2}", member, target, string.Join(", ", arguments));
            return false;
        }
    }

    /// <summary>What can be called by reflection: not setters and operators, what takes spans, or writes files.</summary>
    private static IEnumerable<MethodBase> Members(Type type) => type.GetConstructors().Cast<MethodBase>().Concat(type.GetMethods(Declared))
        .Where(member => !member.IsGenericMethod && member.Name is not ("Save" or "Equals" or "Deconstruct" or "<Clone>$"))
        .Where(member => member.Name.Split('_')[0] is not ("set" or "op"))
        .Where(member => member.GetParameters().All(parameter => !parameter.ParameterType.IsByRefLike && !parameter.ParameterType.IsByRef));
}
