using System.Reflection;
using System.Runtime.InteropServices;

namespace Initializers.Tests.Fuzzing;

/// <summary>A public method, constructor, accessor or operator that a program can call; a generic one is closed over one type.</summary>
internal sealed record PublicMember(MethodBase Method)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Packages =
        [typeof(Init).Assembly, typeof(Initializers.Diagnostics.SignalReport).Assembly, typeof(Initializers.Frameworks.JaxInit).Assembly];

    /// <summary>The types that generic methods are closed over; generic types are closed as their examples are.</summary>
    private static readonly Type[] Numbers = [typeof(float), typeof(double), typeof(Half), typeof(NFloat)];

    private static readonly NullabilityInfoContext Nullability = new();

    private readonly bool[] _refusesNull = [.. Method.GetParameters().Select(RefusesNull)];

    public static IReadOnlyList<PublicMember> All { get; } =
    [
        .. from package in Packages
           from open in package.GetExportedTypes()
           where !open.IsEnum && !open.FullName!.Contains('<') // the compiler's own, of extensions
           from type in Closed(open)
           from method in type.GetMembers(Declared).OfType<MethodBase>()
           where IsForCallers(method)
           from closed in Closed(method)
           select new PublicMember(closed),
    ];

    public ParameterInfo[] Parameters { get; } = Method.GetParameters();

    public Type Owner => Method.DeclaringType!;

    public bool HasTarget => !Method.IsStatic && Method is MethodInfo;

    /// <summary>
    /// Whether a refusal names something that the caller passed: a parameter, an unsupported type, or the shape
    /// without fans on which a member without parameters was called.
    /// </summary>
    public bool Names(string? name) => Parameters.Any(parameter => parameter.Name == name)
        || (Method is MethodInfo { IsGenericMethod: true } method
            && method.GetGenericMethodDefinition().GetGenericArguments().Any(type => type.Name == name))
        || (Owner == typeof(TensorShape) && HasTarget && name == "shape");

    /// <summary>Whether it makes an initializer.</summary>
    public bool MakesInitializers => (Method is MethodInfo method ? method.ReturnType : Owner).IsAssignableTo(typeof(IWeightInitializer));

    /// <summary>Whether a null for the parameter must be refused, since its type does not allow it.</summary>
    public bool RefusesNullFor(int parameter) => _refusesNull[parameter];

    public override string ToString() => $"{Written(Owner)}.{Method.Name}{Generics}({string.Join(", ", Parameters.Select(Written))})";

    private string Generics => Method.IsGenericMethod ? $"<{string.Join(", ", Method.GetGenericArguments().Select(Written))}>" : "";

    /// <summary>Leaves out what callers cannot use: copies of records, and names that exist only to report the right ones.</summary>
    private static bool IsForCallers(MethodBase method) => method.Name != "<Clone>$"
        && !(method is ConstructorInfo && method.DeclaringType!.IsAbstract)
        && method.GetCustomAttribute<ObsoleteAttribute>() is not { IsError: true };

    private static IEnumerable<Type> Closed(Type type) =>
        type.IsGenericTypeDefinition
            ? Examples.Types.SelectMany(Bases).Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == type).Distinct()
            : [type];

    private static IEnumerable<MethodBase> Closed(MethodBase method) =>
        method is MethodInfo { IsGenericMethodDefinition: true } open
            ? Numbers.Select(number => Try(() => open.MakeGenericMethod(number))).OfType<MethodInfo>()
            : [method];

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? one = type; one is not null; one = one.BaseType) yield return one;
    }

    /// <summary>Null where the constraints forbid it.</summary>
    private static T? Try<T>(Func<T> close) where T : class
    {
        try
        {
            return close();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool RefusesNull(ParameterInfo parameter) => !parameter.ParameterType.IsValueType && !parameter.ParameterType.IsByRef
        && Nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    private static string Written(ParameterInfo parameter) => $"{Written(parameter.ParameterType)} {parameter.Name}";

    public static string Written(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Written))}>"
        : type.IsArray ? $"{Written(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]" : type.Name;
}
