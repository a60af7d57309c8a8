using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Initializers.Tests.PublicApi;

/// <summary>What a caller passes and gets back: parameters with modifiers and defaults, type parameters with constraints.</summary>
internal static class ApiSignature
{
    /// <summary>The return type, with <c>ref</c> or <c>ref readonly</c>.</summary>
    public static string Returned(MethodInfo method)
    {
        ParameterInfo result = method.ReturnParameter;
        string modifier = !result.ParameterType.IsByRef ? "" : Has<IsReadOnlyAttribute>(result) ? "ref readonly " : "ref ";
        return modifier + ApiTypeName.Of(result.ParameterType, new NullabilityInfoContext().Create(result));
    }

    /// <summary>All parameters, separated by commas.</summary>
    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    /// <summary>The names of type parameters in angle brackets; empty if there are none.</summary>
    public static string TypeParameters(IReadOnlyCollection<Type> parameters) =>
        parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters.Select(parameter => Variance(parameter) + parameter.Name))}>";

    /// <summary>The constraints of each type parameter, such as <c> where T : unmanaged</c>.</summary>
    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(
        from parameter in parameters
        let constraints = string.Join(", ", Constraints(parameter))
        where constraints.Length > 0
        select $" where {parameter.Name} : {constraints}");

    private static string Parameter(ParameterInfo parameter)
    {
        string type = ApiTypeName.Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        string value = parameter.IsOptional ? $" = {Default(parameter)}" : "";
        return $"{string.Concat(Modifiers(parameter))}{type} {parameter.Name}{value}";
    }

    private static IEnumerable<string> Modifiers(ParameterInfo parameter)
    {
        if (parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute))) yield return "this ";
        if (Has<ParamArrayAttribute>(parameter) || Has<ParamCollectionAttribute>(parameter)) yield return "params ";
        else if (Has<ScopedRefAttribute>(parameter)) yield return "scoped "; // which params are without saying so
        if (!parameter.ParameterType.IsByRef) yield break;
        yield return parameter.IsOut ? "out "
            : Has<IsReadOnlyAttribute>(parameter) ? "in "
            : Has<RequiresLocationAttribute>(parameter) ? "ref readonly " : "ref ";
    }

    private static string Default(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object? value = parameter.RawDefaultValue;
        if (value is null or Missing) return parameter.ParameterType == type && type.IsValueType ? "default" : "null";
        return type.IsEnum ? $"{type.Name}.{Enum.ToObject(type, value)}" : Constant(value);
    }

    /// <summary>A constant as C# writes it.</summary>
    public static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Variance(Type type) => (type.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out ",
        GenericParameterAttributes.Contravariant => "in ",
        _ => "",
    };

    private static IEnumerable<string> Constraints(Type parameter)
    {
        GenericParameterAttributes asked = parameter.GenericParameterAttributes;
        bool isValue = asked.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (asked.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) yield return "class";
        if (isValue) yield return Has(parameter, "IsUnmanagedAttribute") ? "unmanaged" : "struct";
        foreach (Type type in parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)))
            yield return ApiTypeName.Of(type);
        if (!isValue && asked.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) yield return "new()";
        if (asked.HasFlag(GenericParameterAttributes.AllowByRefLike)) yield return "allows ref struct";
    }

    private static bool Has<TAttribute>(ParameterInfo parameter) where TAttribute : Attribute =>
        parameter.GetCustomAttributesData().Any(attribute => attribute.AttributeType.FullName == typeof(TAttribute).FullName);

    private static bool Has(Type parameter, string attribute) =>
        parameter.GetCustomAttributesData().Any(data => data.AttributeType.Name == attribute);
}
