package io.cdcpipeline.api;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;

/**
 * The schema of peers as Kubernetes' NetworkPolicy has them, in place of the one that its own class would give: described,
 * bounded, and refused where the API server would refuse the policy. Whole: of a selector whose expressions were pruned, all
 * pods would be left.
 */
@SchemaCustomizer(value = SchemaCustomizer.RawCustomizer.class, input = Peers.SCHEMA)
final class Peers {

    static final String SCHEMA = """
            type: array
            items:
              type: object
              x-kubernetes-validations:
              - rule: has(self.ipBlock) != (has(self.podSelector) || has(self.namespaceSelector))
                message: set podSelector, namespaceSelector or both, or ipBlock alone; {} as a selector takes all
              properties:
                podSelector:
                  description: "Pods by their labels: of the pipeline's namespace, or of those that namespaceSelector takes. {} takes all."
                  type: object
                  properties: &selector
                    matchLabels:
                      description: Labels that all have to be there.
                      type: object
                      maxProperties: 16
                      additionalProperties: {type: string, maxLength: 63}
                    matchExpressions:
                      description: Conditions on labels that all have to hold.
                      type: array
                      maxItems: 16
                      items:
                        type: object
                        required: [key, operator]
                        properties:
                          key:
                            description: The label's name.
                            type: string
                            minLength: 1
                            maxLength: 317
                          operator:
                            description: How the label's value relates to values.
                            type: string
                            enum: [In, NotIn, Exists, DoesNotExist]
                          values:
                            description: What the value is compared with by In and NotIn.
                            type: array
                            maxItems: 32
                            items: {type: string, maxLength: 63}
                namespaceSelector:
                  description: "Namespaces by their labels, of which kubernetes.io/metadata.name is their name: with all their pods, or those that podSelector takes. {} takes all."
                  type: object
                  properties: *selector
                ipBlock:
                  description: Addresses, of what is no pod.
                  type: object
                  required: [cidr]
                  x-kubernetes-validations:
                  - rule: self.cidr.matches('^[0-9a-fA-F.:]{2,39}/[0-9]{1,3}$')
                    fieldPath: .cidr
                    message: write a range of addresses, such as 10.0.0.0/8 or 2001:db8::/32
                  properties:
                    cidr:
                      description: A range of addresses, such as 10.0.0.0/8.
                      type: string
                      maxLength: 43
                    except:
                      description: Ranges within cidr that are left out.
                      type: array
                      maxItems: 32
                      items: {type: string, maxLength: 43}
            """;

    private Peers() {}
}
